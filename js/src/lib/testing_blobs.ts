/** Lets tests import modules from Blobs, which Node cannot: a data URL says the same. */

import { vi } from "vitest";

export function blobsAsData(): void {
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const text = (blob as unknown as { text: string }).text;
    return `data:text/javascript,${encodeURIComponent(text)}`;
  });
  vi.stubGlobal(
    "Blob",
    class {
      text: string;
      constructor([part]: [string | DataView]) {
        this.text = typeof part === "string" ? part : new TextDecoder().decode(part);
      }
    },
  );
}
