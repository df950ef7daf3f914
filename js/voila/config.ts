/** What the server wrote into the page. */

export interface FederatedExtension {
  name: string;
  load: string;
  extension?: string;
  mimeExtension?: string;
}

/** The addresses of the built files, known before the kernel is. */
export interface Assets {
  /** The first 12 hex digits of the sha256 of core.js, the name of its build. */
  hash: string;
  bundles: Record<string, string>;
  style: string;
  icons: string;
}

export interface PageConfig {
  baseUrl: string;
  kernelId: string;
  reload: boolean;
  fullLabextensionsUrl: string;
  federated_extensions: FederatedExtension[];
}

function readJson<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

export const readAssets = () => readJson<Assets>("nbb-assets");

/** Jupyter's own name for it, which the code of other packages reads too. */
export const readConfig = () => readJson<PageConfig | null>("jupyter-config-data");
