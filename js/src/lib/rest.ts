/** Takes widgets of other people out of use while nobody hears them; our own components do that themselves. */

/** Lumino's widgets that hold others, or work without a kernel, as tabs do. */
const PARTS = ".nbb, .widget-container, .lm-TabBar, .lm-StackedPanel, .lm-TabPanel, .jupyter-widget-Collapse";
const CONTROLS = "input, textarea, select, button";
const TEXT =
  "textarea, input:is(:not([type]), [type=text], [type=number], [type=email], [type=password], [type=search])";

type Control = HTMLInputElement;

/** What was typed can still be read and copied. */
function restControl(control: Control, on: boolean): void {
  const property = control.matches(TEXT) ? "readOnly" : "disabled";
  if (on && !control[property]) {
    control[property] = true;
    control.dataset.nbbRests = "";
  } else if (!on && "nbbRests" in control.dataset) {
    control[property] = false;
    delete control.dataset.nbbRests;
  }
}

/** Puts the widgets below `root` that are not ours to rest, or back to work. */
export function rest(root: Element, on: boolean): void {
  for (const widget of root.querySelectorAll<HTMLElement>(`.lm-Widget:not(${PARTS})`)) {
    const controls = [...widget.querySelectorAll<Control>(CONTROLS)];
    if (widget.matches(CONTROLS)) controls.push(widget as Control);
    for (const control of controls) restControl(control, on);
    if (!controls.length && !widget.querySelector(".nbb")) widget.inert = on;
  }
}
