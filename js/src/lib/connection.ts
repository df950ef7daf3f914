/** Whether a kernel can be reached, as the host's own connection to it tells. */

/**
 * `cut`: the connection is lost, for a moment it seems. `away`: it has been for long. `ended`: the
 * kernel is gone for good; one that Jupyter starts again has forgotten the app, so that is an end too.
 */
export type State = "live" | "cut" | "away" | "ended";

interface Signal<T> {
  connect(slot: (sender: unknown, value: T) => void): unknown;
}

/** What we use of a kernel connection of JupyterLab's services, which Notebook, Voila and our own page have, too. */
export interface Kernel {
  readonly status: string;
  readonly connectionStatus: string;
  readonly isDisposed: boolean;
  readonly statusChanged: Signal<string>;
  readonly connectionStatusChanged: Signal<string>;
  readonly disposed: Signal<unknown>;
  reconnect(): Promise<void>;
}

const GONE = new Set(["restarting", "autorestarting", "dead"]);
/** Milliseconds of a cut after which nobody should type into the void any more. */
export const AWAY_AFTER = 15_000;

/** Calls `report` at every change of state; at first it is live, or on its way to be so. */
export function watch(kernel: Kernel, report: (state: State) => void): void {
  let state: State | undefined = kernel.connectionStatus === "connected" ? "live" : undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: State) => {
    if (state === next || state === "ended") return;
    clearTimeout(timer);
    const first = state === undefined;
    state = next;
    if (next === "cut") timer = setTimeout(() => become("away"), AWAY_AFTER);
    if (!first || next !== "live") report(next);
  };

  if (kernel.isDisposed) become("ended");
  else if (state === undefined) timer = setTimeout(() => become("cut"), AWAY_AFTER);
  kernel.connectionStatusChanged.connect((_, status) => {
    if (status === "connected") become("live");
    else if (state === "live") become("cut");
  });
  kernel.statusChanged.connect((_, status) => {
    if (GONE.has(status)) become("ended");
  });
  kernel.disposed.connect(() => become("ended"));
}
