// Made from the traits by `python -m nbblocks.codegen`; do not edit.

import type { StatusState } from "./lib/status";

export interface CommonTraits {
  _events: string[];
  _interactive: boolean;
  _name: string;
  _status: StatusState;
  container: boolean;
  elem_id: string | null;
  info: string | null;
  label: string | null;
  layout: unknown;
  min_width: number | null;
  scale: number | null;
  show_label: boolean | null;
  value: unknown;
}

export interface AudioTraits extends Omit<CommonTraits, "value"> {
  autoplay: boolean;
  buttons: ("download" | "share")[] | null;
  editable: boolean;
  loop: boolean;
  playback_position: number;
  recording: boolean;
  sources: ("upload" | "microphone")[] | null;
  streaming: boolean;
  subtitles: { text: string; start: number; end: number }[] | null;
  value: import("./lib/files").FileValue | null;
  waveform_options: import("./lib/waveform").WaveformOptions | null;
}

export interface ButtonTraits extends Omit<CommonTraits, "value"> {
  icon: string | null;
  interactive: boolean | null;
  link: string | null;
  link_target: "_self" | "_blank" | "_parent" | "_top";
  size: "sm" | "md" | "lg";
  value: string;
  variant: "primary" | "secondary" | "stop" | "huggingface";
}

export interface CheckboxTraits extends Omit<CommonTraits, "value"> {
  value: boolean;
}

export interface CheckboxGroupTraits extends Omit<CommonTraits, "value"> {
  choices: [label: string, key: string | number | boolean | null][];
  show_select_all: boolean;
  value: (string | number | boolean | null)[];
}

export interface ClearButtonTraits extends Omit<CommonTraits, "value"> {
  icon: string | null;
  interactive: boolean | null;
  link: string | null;
  link_target: "_self" | "_blank" | "_parent" | "_top";
  size: "sm" | "md" | "lg";
  value: string;
  variant: "primary" | "secondary" | "stop" | "huggingface";
}

export interface DatasetTraits extends Omit<CommonTraits, "value"> {
  arrangement: "gallery" | "table" | null;
  headers: string[] | null;
  interactive: boolean | null;
  sample_labels: string[] | null;
  samples: { text: string; image: string | null }[][];
  samples_per_page: number;
  value: number | null;
}

export interface DropdownTraits extends Omit<CommonTraits, "value"> {
  allow_custom_value: boolean;
  choices: [label: string, key: string | number | boolean | null][];
  filterable: boolean;
  max_choices: number | null;
  multiselect: boolean | null;
  num_choices_shown: number | null;
  value: string | number | boolean | null | (string | number | boolean | null)[];
}

export interface HTMLTraits extends Omit<CommonTraits, "value"> {
  apply_default_css: boolean;
  autoscroll: boolean;
  css_template: string;
  html_template: string;
  interactive: boolean | null;
  js_on_load: string | null;
  max_height: number | string | null;
  min_height: number | string | null;
  padding: boolean;
  props: Record<string, unknown>;
  sanitize_html: boolean;
  value: unknown | null;
}

export interface ImageTraits extends Omit<CommonTraits, "value"> {
  alt_text: string | null;
  buttons: ("download" | "share" | "fullscreen")[] | null;
  height: number | string | null;
  placeholder: string | null;
  sources: ("upload" | "webcam" | "clipboard")[] | null;
  streaming: boolean;
  value: import("./lib/files").FileValue | null;
  webcam_options: { mirror: boolean; constraints: MediaTrackConstraints | null } | null;
  width: number | string | null;
}

export interface LabelTraits extends Omit<CommonTraits, "value"> {
  color: string | null;
  show_heading: boolean;
  value: { label: string; confidences: { label: string; confidence: number }[] | null } | null;
}

export interface MarkdownTraits extends Omit<CommonTraits, "value"> {
  buttons: "copy"[] | null;
  header_links: boolean;
  height: number | string | null;
  latex_delimiters: { left: string; right: string; display: boolean }[];
  line_breaks: boolean;
  max_height: number | string | null;
  min_height: number | string | null;
  padding: boolean;
  rtl: boolean;
  sanitize_html: boolean;
  show_copy_button: boolean;
  value: string | null;
}

export interface NumberTraits extends Omit<CommonTraits, "value"> {
  maximum: number | null;
  minimum: number | null;
  placeholder: string | null;
  precision: number | null;
  step: number | null;
  value: number | null;
}

export interface RadioTraits extends Omit<CommonTraits, "value"> {
  choices: [label: string, key: string | number | boolean | null][];
  rtl: boolean;
  value: string | number | boolean | null;
}

export interface SliderTraits extends Omit<CommonTraits, "value"> {
  buttons: "reset"[] | null;
  maximum: number;
  minimum: number;
  precision: number | null;
  show_reset_button: boolean;
  step: number | null;
  value: number;
}

export interface TextAreaTraits extends Omit<CommonTraits, "value"> {
  autofocus: boolean | null;
  autoscroll: boolean;
  buttons: "copy"[] | null;
  lines: number;
  max_length: number | null;
  max_lines: number | null;
  placeholder: string | null;
  rtl: boolean;
  show_copy_button: boolean;
  stop_btn: boolean | string;
  submit_btn: boolean | string;
  text_align: "left" | "right" | null;
  type: "text" | "password" | "email";
  value: string | null;
}

export interface TextboxTraits extends Omit<CommonTraits, "value"> {
  autofocus: boolean | null;
  autoscroll: boolean;
  buttons: "copy"[] | null;
  lines: number;
  max_length: number | null;
  max_lines: number | null;
  placeholder: string | null;
  rtl: boolean;
  show_copy_button: boolean;
  stop_btn: boolean | string;
  submit_btn: boolean | string;
  text_align: "left" | "right" | null;
  type: "text" | "password" | "email";
  value: string | null;
}

export interface TimerTraits extends Omit<CommonTraits, "value"> {
  active: boolean;
  value: number;
}

export interface ShellTraits extends CommonTraits {
  app: string;
  css: string;
  stores: string[];
  title: string;
}
