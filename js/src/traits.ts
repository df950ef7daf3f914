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

export interface ButtonTraits extends Omit<CommonTraits, "value"> {
  icon: string | null;
  interactive: boolean | null;
  link: string | null;
  link_target: "_self" | "_blank" | "_parent" | "_top";
  size: "sm" | "md" | "lg";
  value: string;
  variant: "primary" | "secondary" | "stop" | "huggingface";
}

export interface NumberTraits extends Omit<CommonTraits, "value"> {
  maximum: number | null;
  minimum: number | null;
  placeholder: string | null;
  precision: number | null;
  step: number;
  value: number | null;
}

export interface TextAreaTraits extends Omit<CommonTraits, "value"> {
  autofocus: boolean;
  autoscroll: boolean;
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
  autofocus: boolean;
  autoscroll: boolean;
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

export interface ShellTraits extends CommonTraits {
  css: string;
  title: string;
}
