/** While its author works on an app, its pages reload when the server says that a file changed. */

export function followChanges(baseUrl: string): void {
  new EventSource(`${baseUrl}nbblocks/changes`).addEventListener("changed", () => location.reload());
}
