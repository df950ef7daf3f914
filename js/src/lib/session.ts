/** What a page reports of itself when it shows an app. */

import { recall } from "./stored";

/** Characters of an address that are reported. */
const MAX_URL = 8000;

/** Our own page and not a notebook, whose cookies are no business of an app. */
const onOwnPage = () => (globalThis as Record<symbol, unknown>)[Symbol.for("nbblocks.page")] !== undefined;

/** The address, without the token by which Jupyter lets its user in. */
function address(): string {
  const url = new URL(location.href);
  if (!onOwnPage() && url.searchParams.has("token")) url.searchParams.delete("token");
  return url.href.slice(0, MAX_URL);
}

export function report(stores: string[]): Record<string, unknown> {
  return {
    url: address(),
    agent: navigator.userAgent,
    languages: navigator.languages.join(","),
    referrer: onOwnPage() ? document.referrer : "",
    cookie: onOwnPage() ? document.cookie : "",
    stored: recall(stores),
  };
}
