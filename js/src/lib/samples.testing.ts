/** What the contract suite shows of each component: traits with a text in every place that a value has for one. */

type Sample = (text: string) => Record<string, unknown>;

const text: Sample = (value) => ({ value });
const length: Sample = (value) => ({ value: value.length });

const chosen: Sample = (value) => ({
  choices: [
    [value, 1],
    [`${value} too`, 2],
  ],
  value: 1,
});

const file: Sample = (name) => ({
  value: { id: name, name, mime: null, size: 1, url: `https://example.org/${encodeURIComponent(name)}` },
});

/** By the stem of the component. */
export const SAMPLES: Record<string, Sample> = {
  audio: file,
  button: text,
  checkbox: (value) => ({ value: value === "first" }),
  checkbox_group: (value) => ({ ...chosen(value), value: [1] }),
  clear_button: text,
  dataset: (value) => ({ samples: [[{ text: value, image: null }]], headers: [value] }),
  dropdown: chosen,
  html: text,
  image: file,
  label: (value) => ({ value: { label: value, confidences: [{ label: value, confidence: 0.5 }] } }),
  markdown: text,
  number: length,
  radio: chosen,
  slider: length,
  textbox: text,
  timer: length,
};
