/** The core: what every app needs. Its hash tells one build of the front end from another. */

import { button } from "../components/button";
import { number } from "../components/number";
import { textbox } from "../components/textbox";
import { shell } from "../lib/shell";

export const components = { button, number, shell, textbox };

export { mount } from "../lib/mount";
