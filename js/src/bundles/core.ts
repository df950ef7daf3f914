/** The core: what every app needs. Its hash tells one build of the front end from another. */

import { button } from "../components/button";
import { checkbox } from "../components/checkbox";
import { dataset } from "../components/dataset";
import { number } from "../components/number";
import { slider } from "../components/slider";
import { textbox } from "../components/textbox";
import { shell } from "../lib/shell";

export const components = { button, checkbox, dataset, number, shell, slider, textbox };

export { mount } from "../lib/mount";
