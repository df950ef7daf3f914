/** Whether the page still has its kernel. */

import type { PageConfig } from "./config";
import type { KernelConnection } from "./kernel";

export type State = "live" | "reconnecting" | "ended";

const RETRY_MS = 2000;
const GONE = new Set(["restarting", "autorestarting", "dead"]);

/**
 * Call `report` at every change of state.
 *
 * A kernel that Jupyter starts again has forgotten the app, so a restart is an end too.
 */
export function watch(kernel: KernelConnection, config: PageConfig, report: (state: State) => void): void {
  const address = `${config.baseUrl}api/kernels/${config.kernelId}`;
  let state: State = "live";
  let timer: number | undefined;

  const become = (next: State) => {
    if (state === next || state === "ended") return;
    state = next;
    report(state);
    if (state === "ended") kernel.dispose();
    clearInterval(timer);
    if (state === "reconnecting") timer = window.setInterval(retry, RETRY_MS);
  };

  const retry = async () => {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.status === 404) become("ended");
    else if (answer?.ok && kernel.connectionStatus !== "connected") await kernel.reconnect().catch(() => {});
  };

  kernel.statusChanged.connect((_, status) => {
    if (GONE.has(status)) become("ended");
  });
  kernel.connectionStatusChanged.connect((_, status) => {
    become(status === "connected" ? "live" : "reconnecting");
    if (status === "connecting") void retry();
  });
}
