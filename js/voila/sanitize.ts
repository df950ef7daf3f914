/** Stands in for sanitize-html, which ipywidgets uses for labels and which weighs as much as all its widgets. */

import DOMPurify from "dompurify";

interface Options {
  allowedTags: string[];
  allowedAttributes: Record<string, string[]>;
}

export default function sanitize(dirty: string, { allowedTags, allowedAttributes }: Options): string {
  const attributes = new Set(Object.values(allowedAttributes).flat());
  return DOMPurify.sanitize(dirty, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: [...attributes].filter((name) => name !== "aria-*"),
    ALLOW_ARIA_ATTR: true,
    ALLOW_DATA_ATTR: false,
  });
}
