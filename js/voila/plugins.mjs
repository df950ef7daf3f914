/** What esbuild must be told about the packages of the page. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** anywidget's front end is written for RequireJS; what it defines becomes the default export. */
export const anywidgetAsModule = {
  name: "anywidget-as-module",
  setup(build) {
    build.onLoad({ filter: /node_modules\/anywidget\/dist\/index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace(/^define\(\[.*\], (\w+)\);$/m, "export default $1;");
      if (contents === text) throw new Error("anywidget's front end no longer ends in a define() of one line");
      return { contents };
    });
  },
};

/** A kernel connection asks for all the services of JupyterLab, and wants two. */
export const onlyConnection = {
  name: "only-connection",
  setup(build) {
    build.onResolve({ filter: /^\.\.$/ }, ({ resolveDir }) => {
      if (!/@jupyterlab\/services\/lib\/kernel(spec)?$/.test(resolveDir)) return undefined;
      return { path: join(here, "services.ts") };
    });
  },
};

/** Font Awesome lists its font in five formats; every browser that runs widgets reads the smallest. */
export const onlyWoff2 = {
  name: "only-woff2",
  setup(build) {
    build.onLoad({ filter: /font-awesome\/css\/font-awesome\.css$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const src = "src: url('../fonts/fontawesome-webfont.woff2') format('woff2');";
      const contents = text.replace(/src: url[^;]*;\s*src: url[^;]*;/, src);
      return { contents, loader: "css", resolveDir: dirname(path) };
    });
  },
};
