/** The page of a served app: the widgets of one kernel, in place, and nothing else. */

import "./page.css";
import { announce } from "./banner";
import { shareBundles } from "./bundles";
import { readAssets, readConfig } from "./config";
import { Federation } from "./federation";
import { Icons } from "./icons";
import { connect, release } from "./kernel";
import { Manager } from "./manager";
import { MimeTypes } from "./mime";
import { type Output, render } from "./outputs";
import { Packages } from "./packages";
import { followChanges } from "./reload";
import { watch } from "./session";
import { addStylesheet } from "./stylesheet";

const assets = readAssets();
shareBundles(assets);
const styled = addStylesheet(assets.style);

/** The server sends the page in pieces, the last when the notebook has run. */
const parsed = new Promise((resolve) => {
  if (document.readyState !== "loading") resolve(undefined);
  else document.addEventListener("DOMContentLoaded", resolve);
});

async function place(script: HTMLScriptElement, manager: Manager): Promise<void> {
  const output: Output = JSON.parse(script.textContent);
  const element = document.createElement("div");
  element.className = "nbb-page-output";
  script.replaceWith(element);
  await render(output, element, manager).catch(console.error);
  if (!element.hasChildNodes()) element.remove();
}

function removeSkeleton(): void {
  document.getElementById("nbb-skeleton")?.remove();
}

async function start(): Promise<void> {
  await parsed;
  const config = readConfig();
  if (config === null) {
    // The kernel did not start, so that the server sent no more than the head.
    removeSkeleton();
    return announce("ended", null);
  }
  const page = document.getElementById("nbb-page") as HTMLElement;
  const kernel = connect(config);
  watch(kernel, config, (state) => announce(state, page));
  addEventListener("pagehide", () => release(config));
  // A page that the browser kept has lost its kernel.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  if (config.reload) void followChanges(config.baseUrl);

  const federation = new Federation(config);
  const icons = new Icons(assets.icons);
  const manager = new Manager(kernel, new MimeTypes(federation), new Packages(federation), icons);
  await Promise.all([manager.restore(), styled]);
  page.hidden = false;
  const outputs = page.querySelectorAll<HTMLScriptElement>('script[type="application/vnd.voila.cell-output+json"]');
  await Promise.all([...outputs].map((script) => place(script, manager)));
  removeSkeleton();
}

void start();
