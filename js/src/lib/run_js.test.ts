import { beforeEach, expect, test, vi } from "vitest";
import { answerJs, runJs } from "./run_js";
import { blobsAsData } from "./testing_blobs";

beforeEach(blobsAsData);

interface Answer {
  begun?: boolean;
  result?: unknown;
  error?: string;
}

/** Asks a page of the name "here", as the kernel does. */
async function ask(js: string, values: unknown[] = [], page = "here"): Promise<Answer[]> {
  const said: Answer[] = [];
  await answerJs({ js, values, page, id: crypto.randomUUID() }, "here", (data) => said.push(data));
  return said;
}

test.each([
  ["an arrow", "(x, y) => x + y"],
  ["a function", "function add(x, y) { return x + y; }"],
  ["one that ends like a statement", "(x, y) => { return x + y; };\n"],
  ["an async function", "async (x, y) => await Promise.resolve(x + y)"],
  ["an expression", "arguments[0] + arguments[1]"],
  ["statements", "const [x, y] = arguments;\nreturn x + y;"],
  ["statements that wait", "const x = await arguments[0]; return x + arguments[1];"],
  ["a function and a call of it", "function add(x, y) { return x + y }\nreturn add(...arguments)"],
])("%s gets the values", async (_what, js) => {
  expect(await runJs(js, [1, 2])).toBe(3);
});

test("the same code is made into a function once", async () => {
  const made = vi.mocked(URL.createObjectURL);
  await runJs("() => 'once'", []);
  const times = made.mock.calls.length;
  await runJs("() => 'once'", []);
  expect(made.mock.calls.length).toBe(times);
});

test("code is evaluated as a module, whose address is revoked", async () => {
  const revoke = vi.spyOn(URL, "revokeObjectURL");
  await runJs("() => 'revoked'", []);
  expect(revoke).toHaveBeenCalledTimes(1);
});

test("the page says that it has begun, then what came out", async () => {
  const said = await ask("(name) => [name.toUpperCase(), null]", ["ada"]);
  expect(said).toMatchObject([{ begun: true }, { result: ["ADA", null] }]);
});

test("nothing returned is nothing, not null", async () => {
  const [, answer] = await ask("() => {}");
  expect(answer).not.toHaveProperty("result");
  expect(answer).not.toHaveProperty("error");
});

test.each([
  ["what the code throws", "() => { throw new TypeError('no such thing') }", "no such thing"],
  ["a rejection", "async () => { throw new Error('turned down') }", "turned down"],
  ["code that cannot be read", "(x) => {{ x", "SyntaxError"],
  ["a value that JSON cannot say", "() => { const a = {}; a.a = a; return a }", "circular"],
])("%s is told, and shown in the console", async (_what, js, message) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const [, answer] = await ask(js);
  expect(answer?.error).toContain(message);
  expect(log).toHaveBeenCalled();
});

test("code that failed to load is tried again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.mocked(URL.createObjectURL).mockImplementationOnce(() => "data:text/javascript,throw%20Error('cut%20off')");
  expect((await ask("() => 'again'"))[1]).toHaveProperty("error");
  expect((await ask("() => 'again'"))[1]).toMatchObject({ result: "again" });
});

test("a question to another page is not answered", async () => {
  expect(await ask("() => 1", [], "elsewhere")).toEqual([]);
});

test("of two views on a page one answers", async () => {
  const said: Answer[] = [];
  const question = { js: "() => 1", values: [], page: "here", id: "q" };
  const views = [1, 2].map(() => answerJs(question, "here", (data) => said.push(data)));
  await Promise.all(views);
  expect(said).toHaveLength(2);
});

test("other messages of the kernel are none of its business", async () => {
  const say = vi.fn();
  await answerJs({ toast: { title: "hello" } }, "here", say);
  expect(say).not.toHaveBeenCalled();
});
