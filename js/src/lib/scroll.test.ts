import { beforeEach, expect, test, vi } from "vitest";
import { followScroll } from "./scroll";

/** An element that follows what a kernel says to the page "here"; `say` is the kernel. */
function follow(): { scrolled: ReturnType<typeof vi.fn>; say: (message: object) => void } {
  const el = document.createElement("div");
  const scrolled = vi.fn();
  el.scrollIntoView = scrolled;
  let say: (message: object) => void = () => {};
  const onMessage = (listener: (message: Record<string, unknown>, buffers: DataView[]) => void) => {
    say = (message) => listener(message as Record<string, unknown>, []);
  };
  followScroll(el, { page: "here", onMessage });
  return { scrolled, say: (message) => say(message) };
}

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", (draw: FrameRequestCallback) => draw(0));
});

test("an output comes into view, softly and no further than it must", () => {
  const { scrolled, say } = follow();
  say({ scroll: "here" });
  expect(scrolled).toHaveBeenCalledWith({ behavior: "smooth", block: "nearest" });
});

test("it comes at once for those whom motion makes ill", () => {
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query.includes("reduce") }));
  const { scrolled, say } = follow();
  say({ scroll: "here" });
  expect(scrolled).toHaveBeenCalledWith({ behavior: "auto", block: "nearest" });
});

test("all pages scroll if none is named, others not", () => {
  const { scrolled, say } = follow();
  say({ scroll: "elsewhere" });
  say({ append: "text" });
  expect(scrolled).not.toHaveBeenCalled();
  say({ scroll: true });
  expect(scrolled).toHaveBeenCalledTimes(1);
});
