/** The core: what every app needs. Its hash tells one build of the front end from another. */

import { audio } from "../components/audio";
import { button } from "../components/button";
import { checkbox } from "../components/checkbox";
import { checkbox_group } from "../components/checkbox_group";
import { clear_button } from "../components/clear_button";
import { dataset } from "../components/dataset";
import { dropdown } from "../components/dropdown";
import { html } from "../components/html";
import { image } from "../components/image";
import { label } from "../components/label";
import { markdown } from "../components/markdown";
import { number } from "../components/number";
import { radio } from "../components/radio";
import { slider } from "../components/slider";
import { textbox } from "../components/textbox";
import { timer } from "../components/timer";
import { shell } from "../lib/shell";
import { stage } from "../lib/stage";

export const components = {
  audio,
  button,
  checkbox,
  checkbox_group,
  clear_button,
  dataset,
  dropdown,
  html,
  image,
  label,
  markdown,
  number,
  radio,
  shell,
  slider,
  stage,
  textbox,
  timer,
};

export { mount } from "../lib/mount";
