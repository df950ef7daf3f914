/** Evaluates the text of a module. From a Blob: hosts that run anywidget allow that, and `eval` they may not. */

export async function evaluate(text: BlobPart): Promise<unknown> {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
