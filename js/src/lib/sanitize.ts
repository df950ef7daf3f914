/**
 * Makes markup from values harmless: inline, a script in a value is a script in the reader's
 * notebook, with a kernel behind it. What is left can neither run nor send anything, nor take
 * the name, the look or the place of something else on the page.
 */

import createPurifier, { type Config, type DOMPurify } from "dompurify";

const CONFIG: Config & { RETURN_DOM_FRAGMENT: true } = {
  USE_PROFILES: { html: true, svg: true, svgFilters: true },
  ADD_ATTR: ["data-tex", "data-display"],
  // Jupyter runs commands that data attributes name.
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  FORBID_TAGS: ["style", "form", "textarea", "select", "option", "datalist", "dialog", "template", "slot"],
  FORBID_ATTR: [
    "accesskey",
    "autofocus",
    "contenteditable",
    "is",
    // These work a control elsewhere on the page.
    "command",
    "commandfor",
    "for",
    "popover",
    "popovertarget",
    "popovertargetaction",
  ],
  // Prefixes `id` and `name`, which would otherwise become properties of window and document.
  SANITIZE_NAMED_PROPS: true,
  RETURN_DOM_FRAGMENT: true,
};

/** What `id` and `name` of a text start with. */
export const PREFIX = "user-content-";

/** Looks that stay in their place; `position`, `z-index`, `transform` and custom properties do not. */
const LOOKS =
  /^(align|aspect|background|border|box|caption|clear|color|column|direction|display|fill|flex|float|font|gap|grid|height|justify|letter|line|list|margin|max|min|object|opacity|overflow|padding|place|row|stroke|table|text|vertical|white|width|word)/;

/** Classes that the style sheets and scripts of the page give a meaning. */
const RESERVED = /^(nbb|jp|lm|cm|jupyter|widget)(-|$)/;

function tameStyle(style: CSSStyleDeclaration): void {
  for (const name of Array.from(style)) {
    if (!LOOKS.test(name) || /url\(|image-set\(/i.test(style.getPropertyValue(name))) style.removeProperty(name);
  }
}

/** Links open in a tab of their own; those into the text find the ids there by their prefix. */
function tameLink(element: Element, attribute: string): void {
  const target = element.getAttribute(attribute) ?? "";
  if (target.startsWith("#")) {
    element.setAttribute(attribute, target.replace(/^#(user-content-)?/, `#${PREFIX}`));
  } else {
    element.setAttribute("target", "_blank");
    element.setAttribute("rel", "noopener");
  }
}

function makePurifier(): DOMPurify {
  const purifier = createPurifier(window);
  purifier.addHook("uponSanitizeElement", (node, { tagName }) => {
    if (tagName === "input" && (node as Element).getAttribute("type") !== "checkbox") (node as Element).remove();
  });
  purifier.addHook("uponSanitizeAttribute", (_element, attribute) => {
    const { attrName, attrValue } = attribute;
    if (attrName === "class") {
      attribute.attrValue = attrValue
        .split(/\s+/)
        .filter((name) => !RESERVED.test(name))
        .join(" ");
    } else if (attrName !== "style") {
      attribute.attrValue = attrValue.replace(/url\((["']?)#(user-content-)?/g, `url($1#${PREFIX}`);
    }
  });
  purifier.addHook("afterSanitizeAttributes", (element) => {
    if (element.hasAttribute("style")) tameStyle((element as HTMLElement).style);
    for (const attribute of ["href", "xlink:href"]) if (element.hasAttribute(attribute)) tameLink(element, attribute);
    if (element.tagName === "INPUT") element.setAttribute("disabled", "");
  });
  return purifier;
}

let purifier: DOMPurify | undefined;

/** Returns harmless markup as nodes; a text would be parsed once more, which is how filters are fooled. */
export function sanitize(html: string): DocumentFragment {
  purifier ??= makePurifier();
  return purifier.sanitize(html, CONFIG);
}

/** Returns markup as nodes, as it is: the author's explicit choice. */
export function trust(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
