/** The line on top of the page that says what is wrong with the connection. */

import type { State } from "./session";

const TEXT = {
  reconnecting: "The connection is lost. Trying to reconnect …",
  ended: "The session has ended.",
};

/** Say what the state means, and keep the visitor from controls that nobody answers. */
export function announce(state: State, page: HTMLElement): void {
  const banner = document.getElementById("nbb-banner") as HTMLElement;
  const live = state === "live";
  page.inert = !live;
  page.classList.toggle("nbb-offline", !live);
  banner.hidden = live;
  banner.replaceChildren(live ? "" : TEXT[state]);
  if (state === "ended") banner.append(reloadButton());
}

function reloadButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.textContent = "Reload";
  button.addEventListener("click", () => location.reload());
  return button;
}
