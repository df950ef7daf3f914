/** While its author works on an app, its pages reload when the server says that a file changed. */

const RETRY_MS = 1000;

export async function followChanges(baseUrl: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${baseUrl}nbblocks/changes`).catch(() => undefined);
    if (answer?.ok) return location.reload();
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
