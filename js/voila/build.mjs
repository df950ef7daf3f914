/** Builds the page of the Voila template: hashed files that a browser keeps, and the include that names them. */

import { createHash } from "node:crypto";
import { watch as watchFiles } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import * as esbuild from "esbuild";
import { anywidgetAsModule, onlyConnection, onlyWoff2 } from "./plugins.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const bundles = join(here, "../../nbblocks/static");
const outdir = join(here, "../../nbblocks/serve/template/static");
const INCLUDE = "assets.html.j2";

/** Sent to no page: they are the texts of widgets. */
const OF_WIDGETS = ["stub.js", "loader.js"];

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);
const hashed = (name, bytes) => name.replace(/(?=\.\w+$)/, `.${hash(bytes)}`);

const options = (minify) => ({
  absWorkingDir: dirname(here),
  outdir,
  bundle: true,
  write: false,
  metafile: true,
  minify,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
});

async function buildPage(minify) {
  return esbuild.build({
    ...options(minify),
    entryPoints: { page: "voila/page.ts", icons: "voila/icons.css" },
    assetNames: "[name].[hash]",
    format: "esm",
    loader: { ".svg": "dataurl", ".woff2": "file" },
    alias: { "sanitize-html": join(here, "sanitize.ts") },
    plugins: [anywidgetAsModule, onlyConnection, onlyWoff2],
  });
}

/** The scripts that stand in the page itself, by name. */
async function buildInline() {
  const names = ["theme", "early"];
  const entryPoints = names.map((name) => `voila/${name}.ts`);
  const { outputFiles } = await esbuild.build({ ...options(true), entryPoints, format: "iife" });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path, ".js"), text.trim()]));
}

/** The bundles that a page may load, byte for byte as the kernel has them. */
async function readBundles() {
  const names = (await readdir(bundles)).filter((name) => name.endsWith(".js") && !OF_WIDGETS.includes(name));
  return Promise.all(names.map(async (name) => ({ name, contents: await readFile(join(bundles, name)) })));
}

/** Writes in one step, so that a server never reads half a file. */
async function write(name, contents) {
  const path = join(outdir, name);
  await writeFile(`${path}.part`, contents);
  await rename(`${path}.part`, path);
}

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Writes the file and, for a server that can send them, its packed forms. */
async function writePacked(name, contents, minify) {
  await write(name, contents);
  if (!minify || name.endsWith(".woff2")) return [name];
  await write(`${name}.br`, await brotli(contents));
  await write(`${name}.gz`, await gzip(contents, { level: 9 }));
  return [name, `${name}.br`, `${name}.gz`];
}

/** What the template asks for: the names of the files, and the scripts to put in. */
function include(names, core, inline) {
  const own = /^(page|icons)\./;
  const loaded = Object.entries(names).filter(([name]) => name.endsWith(".js") && !own.test(name));
  const assets = {
    script: names["page.js"],
    style: names["page.css"],
    icons: names["icons.css"],
    hash: core && hash(core),
    bundles: Object.fromEntries(loaded.map(([name, file]) => [basename(name, ".js"), file])),
  };
  const scripts = Object.entries(inline).map(
    ([name, text]) => `{%- set ${name} -%}{%- raw -%}${text}{%- endraw -%}{%- endset -%}`,
  );
  const head = "{#- Made by js/voila/build.mjs. -#}";
  return [head, `{%- set assets = ${JSON.stringify(assets, null, 2)} -%}`, ...scripts, ""].join("\n");
}

async function emit(page, inline, minify) {
  await mkdir(outdir, { recursive: true });
  const built = page.outputFiles.map(({ path, contents }) => ({
    name: basename(path),
    contents: Buffer.from(contents),
  }));
  const fonts = built.filter(({ name }) => name.endsWith(".woff2"));
  const files = [
    ...built.filter((file) => !fonts.includes(file) && file.name !== "icons.js"),
    ...(await readBundles()),
  ];
  const names = Object.fromEntries(files.map(({ name, contents }) => [name, hashed(name, contents)]));
  const written = await Promise.all([
    ...files.map(({ name, contents }) => writePacked(names[name], contents, minify)),
    ...fonts.map(({ name, contents }) => writePacked(name, contents, minify)),
  ]);
  const core = files.find(({ name }) => name === "core.js")?.contents;
  await write(INCLUDE, include(names, core, inline));
  for (const file of await readdir(outdir)) {
    if (![INCLUDE, ...written.flat()].includes(file)) await rm(join(outdir, file));
  }
  const size = zlib.gzipSync(files.find(({ name }) => name === "page.js").contents).length;
  console.log(`page.js             ${(size / 1000).toFixed(1).padStart(27)} kB gzipped`);
}

/** Calls `change` when saving has come to rest. */
function onSave(folders, change) {
  let timer;
  for (const folder of folders) {
    watchFiles(folder, () => {
      clearTimeout(timer);
      timer = setTimeout(change, 100);
    });
  }
}

/** Builds the page; with `watch` again and again, after every change to it or to a bundle. */
export async function build({ minify, watch }) {
  const once = async () => {
    const page = await buildPage(minify);
    await emit(page, await buildInline(), minify);
    return page;
  };
  // esbuild prints its own errors.
  if (watch) onSave([here, bundles], () => once().catch((error) => error.errors ?? console.error(error)));
  return once();
}
