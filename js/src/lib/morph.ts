/** Turns the children of one node into those of another, keeping every node that can stay. */

/** Whether an attribute is the visitor's: what is open stays open. */
const own = (target: Element, name: string) => name === "open" && target.tagName === "DETAILS";

function sync(target: Element, source: Element): void {
  for (const { name } of [...target.attributes]) {
    if (!source.hasAttribute(name) && !own(target, name)) target.removeAttribute(name);
  }
  for (const { name, value } of [...source.attributes]) {
    if (target.getAttribute(name) !== value && !own(target, name)) target.setAttribute(name, value);
  }
}

function alike(a: Node, b: Node): boolean {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName;
}

function become(target: Node, source: Node): void {
  if (target instanceof CharacterData && source instanceof CharacterData) {
    // Appending keeps a selection inside the text; assigning would lose it.
    if (source.data.startsWith(target.data)) target.appendData(source.data.slice(target.data.length));
    else target.data = source.data;
  } else if (target instanceof Element && source instanceof Element) {
    sync(target, source);
    morph(target, source);
  }
}

/** Makes `target` hold what `source` holds; selection, focus and scroll stay where nodes stay. */
export function morph(target: Node, source: Node): void {
  const wanted = [...source.childNodes];
  wanted.forEach((node, index) => {
    const present = target.childNodes[index];
    if (!present) target.appendChild(node);
    else if (alike(present, node)) become(present, node);
    else target.replaceChild(node, present);
  });
  while (target.childNodes.length > wanted.length) target.lastChild?.remove();
}
