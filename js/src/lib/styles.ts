/** Puts a bundle's style sheet into the document, or the shadow root, that an element is in. */
export function addStyles(el: HTMLElement, bundle: string, css: string | undefined): void {
  if (!css) return;
  const root = el.getRootNode();
  const parent = root instanceof ShadowRoot ? root : document.head;
  const id = `nbblocks-${bundle}-css`;
  if (parent.querySelector(`#${id}`)) return;
  const style = document.createElement("style");
  style.id = id;
  style.textContent = css;
  parent.append(style);
}
