import { afterEach, expect, test } from "vitest";
import { report } from "./session";
import { keep } from "./stored";

const page = globalThis as unknown as Record<symbol, unknown>;
const OWN = Symbol.for("nbblocks.page");

afterEach(() => {
  delete page[OWN];
  history.replaceState(null, "", "/");
});

test("a page reports its address, its browser and what that kept", () => {
  history.replaceState(null, "", "/lab?name=Ada");
  keep("key:a", "1");
  expect(report(["key:a"])).toEqual({
    url: location.href,
    agent: navigator.userAgent,
    languages: navigator.languages.join(","),
    referrer: "",
    cookie: "",
    stored: { "key:a": "1" },
  });
});

test("a notebook does not report what lets its user in to Jupyter", () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there on plain http.
  document.cookie = "_xsrf=secret";
  history.replaceState(null, "", "/lab?token=secret&name=Ada");
  expect(JSON.stringify(report([]))).not.toContain("secret");
  expect(report([]).url).toContain("name=Ada");
});

test("our own page reports the cookies that scripts may read, and all of its address", () => {
  page[OWN] = {};
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = "theme=dark";
  history.replaceState(null, "", "/?token=mine");
  expect(report([]).cookie).toContain("theme=dark");
  expect(report([]).url).toContain("token=mine");
});
