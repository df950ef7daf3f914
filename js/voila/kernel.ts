/** The connection to the visitor's own kernel. */

import { KernelConnection } from "@jupyterlab/services/lib/kernel/default";
import type { PageConfig } from "./config";
import { CommsOverSubshells, ServerConnection } from "./services";

export { KernelConnection };

/** What early.ts left on the page. */
interface Early {
  session: string;
  socket: WebSocket;
}

export function connect({ kernelId }: PageConfig): KernelConnection {
  const early = (window as unknown as { nbbEarly: Early }).nbbEarly;
  return new KernelConnection({
    model: { id: kernelId, name: "" },
    clientId: early.session,
    serverSettings: ServerConnection.makeSettings({ appendToken: false, WebSocket: socketsAfter(early.socket) }),
    handleComms: true,
    // Voila lets no page make a subshell.
    commsOverSubshells: CommsOverSubshells.Disabled,
  });
}

/** A WebSocket class whose first instance is `first`, and others are new. */
function socketsAfter(first: WebSocket): typeof WebSocket {
  let spare: WebSocket | null = first;
  return new Proxy(WebSocket, {
    construct(sockets, [url, protocols]: [string, string[]]) {
      const socket = spare;
      spare = null;
      if (socket === null || socket.readyState > WebSocket.OPEN) return new sockets(url, protocols);
      // The connection listens only from now on; it must know of the opening before the first message.
      if (socket.readyState === WebSocket.OPEN) queueMicrotask(() => socket.onopen?.(new Event("open")));
      return socket;
    },
  });
}

/** Tell the server that nobody uses the kernel any more, in a way that outlives the page. */
export function release({ baseUrl, kernelId }: PageConfig): void {
  const form = new FormData();
  form.append("_xsrf", xsrfToken(baseUrl));
  navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`, form);
}

/** Jupyter takes a request for the page's own if it repeats a cookie, which the page may set itself. */
function xsrfToken(baseUrl: string): string {
  const kept = /\b_xsrf=([^;]*)/.exec(document.cookie)?.[1];
  if (kept !== undefined) return kept;
  const token = crypto.getRandomValues(new Uint32Array(4)).join("");
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there on plain http.
  document.cookie = `_xsrf=${token}; path=${baseUrl}`;
  return token;
}
