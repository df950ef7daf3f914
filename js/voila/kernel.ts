/** The connection to the visitor's own kernel. */

import { KernelConnection } from "@jupyterlab/services/lib/kernel/default";
import type { PageConfig } from "./config";
import { CommsOverSubshells, ServerConnection } from "./services";

export { KernelConnection };

export function connect({ kernelId }: PageConfig): KernelConnection {
  return new KernelConnection({
    model: { id: kernelId, name: "" },
    serverSettings: ServerConnection.makeSettings({ appendToken: false }),
    handleComms: true,
    // Voila lets no page make a subshell.
    commsOverSubshells: CommsOverSubshells.Disabled,
  });
}

/** Tell the server that nobody uses the kernel any more, in a way that outlives the page. */
export function release({ baseUrl, kernelId }: PageConfig): void {
  const form = new FormData();
  form.append("_xsrf", /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
  navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
}
