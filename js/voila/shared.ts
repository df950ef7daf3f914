/** The modules that packages of other people expect the page to have, so that all speak of the same classes. */

import * as base from "@jupyter-widgets/base";
import { version as baseVersion } from "@jupyter-widgets/base/package.json";
import * as baseManager from "@jupyter-widgets/base-manager";
import { version as baseManagerVersion } from "@jupyter-widgets/base-manager/package.json";
import * as controls from "@jupyter-widgets/controls";
import { version as controlsVersion } from "@jupyter-widgets/controls/package.json";
import * as algorithm from "@lumino/algorithm";
import { version as algorithmVersion } from "@lumino/algorithm/package.json";
import * as coreutils from "@lumino/coreutils";
import { version as coreutilsVersion } from "@lumino/coreutils/package.json";
import * as disposable from "@lumino/disposable";
import { version as disposableVersion } from "@lumino/disposable/package.json";
import * as messaging from "@lumino/messaging";
import { version as messagingVersion } from "@lumino/messaging/package.json";
import * as signaling from "@lumino/signaling";
import { version as signalingVersion } from "@lumino/signaling/package.json";
import * as widgets from "@lumino/widgets";
import { version as widgetsVersion } from "@lumino/widgets/package.json";

/** As webpack's module federation has it: package, version, how to get it. */
export type ShareScope = Record<
  string,
  Record<string, { get: () => Promise<() => unknown>; from: string; eager: boolean; loaded: 1 }>
>;

const MODULES: [name: string, version: string, module: unknown][] = [
  ["@jupyter-widgets/base", baseVersion, base],
  ["@jupyter-widgets/base-manager", baseManagerVersion, baseManager],
  ["@jupyter-widgets/controls", controlsVersion, controls],
  ["@lumino/algorithm", algorithmVersion, algorithm],
  ["@lumino/coreutils", coreutilsVersion, coreutils],
  ["@lumino/disposable", disposableVersion, disposable],
  ["@lumino/messaging", messagingVersion, messaging],
  ["@lumino/signaling", signalingVersion, signaling],
  ["@lumino/widgets", widgetsVersion, widgets],
];

export function shareScope(): ShareScope {
  const entries = MODULES.map(([name, version, module]) => [
    name,
    { [version]: { get: async () => () => module, from: "nbblocks", eager: false, loaded: 1 } },
  ]);
  return Object.fromEntries(entries);
}
