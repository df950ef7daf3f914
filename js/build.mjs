/** Builds the front end into nbblocks/static: one ES module a bundle, each with its own CSS inside. */

import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { licenses } from "./licenses.mjs";
import { build as buildPage } from "./voila/build.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const outdir = join(root, "../nbblocks/static");
const watch = process.argv.includes("--watch");
const minify = !watch;

/** The name of each built module and the source it starts from. */
async function entryPoints() {
  const names = (await readdir(join(root, "src/bundles")))
    .filter((file) => file.endsWith(".ts") && !/^index\.ts$|\.(test|d)\.ts$/.test(file))
    .map((file) => basename(file, ".ts"));
  const bundles = names.map((name) => [name, `src/bundles/${name}.ts`]);
  return Object.fromEntries([["stub", "src/lib/stub.ts"], ["loader", "src/lib/loader.ts"], ...bundles]);
}

/** Every browser that runs Jupyter reads woff2; the older formats that libraries list beside it stay out. */
const onlyWoff2 = {
  name: "only-woff2",
  setup(build) {
    build.onResolve({ filter: /\.(woff|ttf|eot|otf)([?#].*)?$/ }, () => ({ path: "data:,", external: true }));
  },
};

/** Writes in one step, so that a kernel never reads half a bundle. */
async function write(name, text) {
  const path = join(outdir, name);
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

/** The text of a bundle: its JavaScript, and its CSS as the export `css` where it has any. */
function bundleText(files, name) {
  const text = (extension) => files.find((file) => basename(file.path) === `${name}${extension}`)?.text;
  const css = text(".css");
  return css ? `${text(".js")}export const css = ${JSON.stringify(css.trim())};\n` : text(".js");
}

function printSize(name, text) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
  console.log(`${name.padEnd(20)}${kilobytes(Buffer.byteLength(text))}${kilobytes(gzipSync(text).length)} gzipped`);
}

/** A bundle that lost its source must not be shipped on. */
async function removeStale(built) {
  for (const file of await readdir(outdir)) {
    if (!built.includes(file)) await rm(join(outdir, file), { recursive: true });
  }
}

const writeBundles = {
  name: "write-bundles",
  setup(build) {
    build.onEnd(async ({ errors, outputFiles }) => {
      if (errors.length) return;
      await mkdir(outdir, { recursive: true });
      const names = Object.keys(build.initialOptions.entryPoints);
      for (const name of names) {
        const text = bundleText(outputFiles, name);
        await write(`${name}.js`, text);
        printSize(`${name}.js`, text);
      }
      await removeStale([...names.map((name) => `${name}.js`), "licenses.txt"]);
    });
  },
};

const context = await esbuild.context({
  absWorkingDir: root,
  entryPoints: await entryPoints(),
  outdir,
  bundle: true,
  write: false,
  metafile: true,
  minify,
  sourcemap: watch && "inline",
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  loader: { ".woff2": "dataurl", ".svg": "text" },
  define: { "process.env.NODE_ENV": watch ? '"development"' : '"production"' },
  plugins: [onlyWoff2, writeBundles],
});

try {
  // The page of the Voila template takes up the bundles.
  const built = [await context.rebuild(), await buildPage({ minify, watch })];
  // Written last: js/npm.py takes it for the sign that all of the build is there.
  await write("licenses.txt", await licenses(built, root));
} catch (error) {
  if (!error.errors) throw error;
  // esbuild has printed what is wrong; with --watch the next save tries again.
  if (!watch) process.exit(1);
}

await (watch ? context.watch() : context.dispose());
