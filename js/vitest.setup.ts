import { cleanup } from "@testing-library/preact";
import { afterEach } from "vitest";

const NAMES: Record<number, string> = { 3: "#text", 8: "#comment", 9: "#document", 11: "#document-fragment" };

// DOMPurify reads the names of nodes here, where happy-dom has none, and would let everything pass.
Object.defineProperty(Node.prototype, "nodeName", {
  configurable: true,
  get(this: Node) {
    return this instanceof Element ? this.tagName : NAMES[this.nodeType];
  },
});

afterEach(() => cleanup());
