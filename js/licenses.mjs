/** The licences of the libraries inside the bundles, which ask to travel with every copy. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The folders of the packages that the builds took any file from, as paths in the folder js. */
function packageFolders(builds) {
  const folder = /(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//;
  const inputs = builds.flatMap((build) => Object.keys(build.metafile.inputs));
  return [...new Set(inputs.map((path) => path.match(folder)?.[1]))].filter(Boolean).sort();
}

/** The name and the licence text of every package in the results of these esbuild builds. */
export async function licenses(builds, root) {
  const texts = packageFolders(builds).map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
    const files = (await readdir(join(root, folder))).filter((file) => /^licen[sc]e/i.test(file)).sort();
    const paragraphs = files.map((file) => readFile(join(root, folder, file), "utf8"));
    return [`${name} ${version} (${license})`, ...(await Promise.all(paragraphs))].join("\n\n").trim();
  });
  return `${(await Promise.all(texts)).join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
