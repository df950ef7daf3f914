/** Whether the page still has its kernel. */

import type { PageConfig } from "./config";
import type { KernelConnection } from "./kernel";

export type State = "live" | "reconnecting" | "ended";

/** How often to look, after a page that connects would have long done so. */
const RETRY_MS = 2000;
const PATIENCE_MS = 10_000;
const GONE = new Set(["restarting", "autorestarting", "dead"]);

/**
 * Call `report` at every change of state.
 *
 * A kernel that Jupyter starts again has forgotten the app, so a restart is an end too.
 */
export function watch(kernel: KernelConnection, config: PageConfig, report: (state: State) => void): void {
  let state: State = "live";
  let timer = window.setTimeout(() => become(stateOf(kernel)), PATIENCE_MS);
  let tried = 0;

  const become = (next: State) => {
    if (state === next || state === "ended") return;
    state = next;
    clearInterval(timer);
    if (state === "ended") kernel.dispose();
    if (state === "reconnecting") timer = window.setInterval(retry, RETRY_MS);
    if (state === "reconnecting") void retry();
    report(state);
  };

  /** The connection tries by itself, but ever more seldom, and does not ask whether the kernel is there. */
  const retry = async () => {
    const answer = await fetch(`${config.baseUrl}api/kernels/${config.kernelId}`).catch(() => undefined);
    if (answer?.status === 404) return become("ended");
    if (!answer?.ok || state !== "reconnecting" || Date.now() - tried < PATIENCE_MS) return;
    tried = Date.now();
    await kernel.reconnect().catch(() => {});
  };

  kernel.connectionStatusChanged.connect(() => become(stateOf(kernel)));
  kernel.statusChanged.connect((_, status) => {
    if (GONE.has(status)) become("ended");
  });
}

const stateOf = (kernel: KernelConnection): State =>
  kernel.connectionStatus === "connected" ? "live" : "reconnecting";
