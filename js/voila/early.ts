/** Opens the way to the kernel while the page's own script is still being read: it stands in the page itself. */

const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "null");
const session = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");
const url = new URL(`${config.baseUrl}api/kernels/${config.kernelId}/channels?session_id=${session}`, location.href);
url.protocol = url.protocol.replace("http", "ws");
const socket = new WebSocket(url, "v1.kernel.websocket.jupyter.org");
socket.binaryType = "arraybuffer";
(window as unknown as Record<string, unknown>).nbbEarly = { session, socket };
