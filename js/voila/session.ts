/** Whether the page still has its kernel. */

import { type State, watch as watchConnection } from "../src/lib/connection";
import type { PageConfig } from "./config";
import type { KernelConnection } from "./kernel";

export type { State };

/** How often to look for a server that does not answer. */
const RETRY_MS = 2000;
/** How long an answer or a connection may take to come. */
const PATIENCE_MS = 10_000;

/** Call `report` at every change of state. */
export function watch(kernel: KernelConnection, config: PageConfig, report: (state: State) => void): void {
  let timer: number | undefined;
  let asked = 0;
  let tried = 0;

  /** The connection tries by itself, but ever more seldom, and does not ask whether the kernel is there. */
  const retry = async () => {
    if (Date.now() - asked < PATIENCE_MS) return;
    asked = Date.now();
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`${config.baseUrl}api/kernels/${config.kernelId}`, { signal }).catch(() => undefined);
    asked = 0;
    if (timer === undefined || kernel.isDisposed) return;
    if (answer?.status === 404) return kernel.dispose();
    if (!answer?.ok || Date.now() - tried < PATIENCE_MS) return;
    tried = Date.now();
    await kernel.reconnect().catch(() => {});
  };

  watchConnection(kernel, (state) => {
    const lost = state === "cut" || state === "away";
    if (!lost) {
      clearInterval(timer);
      timer = undefined;
    } else if (timer === undefined) {
      asked = tried = 0;
      timer = window.setInterval(retry, RETRY_MS);
      void retry();
    }
    report(state);
    if (state === "ended") kernel.dispose();
  });
}
