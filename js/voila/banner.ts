/** The line on top of the page that says what is wrong with the connection. */

import { rest } from "../src/lib/rest";
import type { State } from "./session";

const TEXT = {
  cut: "The connection is lost. Trying to reconnect … What you do is kept, and sent then.",
  away: "The connection is lost, and the server does not answer. This page goes on when it does.",
  ended: "The session has ended. What you typed can still be copied; to start again, reload the page.",
};

/** Say what the state means, and keep the visitor from controls that nobody answers. */
export function announce(state: State, page: HTMLElement | null): void {
  const banner = document.getElementById("nbb-banner") as HTMLElement;
  const unheard = state === "away" || state === "ended";
  if (page) rest(page, unheard);
  page?.classList.toggle("nbb-offline", unheard);
  banner.hidden = state === "live";
  banner.replaceChildren(state === "live" ? "" : TEXT[state]);
  if (state === "ended") banner.append(reloadButton());
}

function reloadButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.textContent = "Reload";
  button.addEventListener("click", () => location.reload());
  return button;
}
