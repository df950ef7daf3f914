import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ModelOfWidget, tend, tendAll, type View } from "./views";

/** A widget of Lumino: a node, and in a panel the widgets whose nodes are in it. */
class FakePanel {
  readonly node = document.createElement("div");
  readonly widgets: FakePanel[] = [];

  insertWidget(index: number, widget: FakePanel): void {
    const now = this.widgets.indexOf(widget);
    if (now >= 0) this.widgets.splice(now, 1);
    this.widgets.splice(index, 0, widget);
    this.node.insertBefore(widget.node, this.node.children[index + (now >= 0 && now < index ? 1 : 0)] ?? null);
  }

  drop(widget: FakePanel): void {
    this.widgets.splice(this.widgets.indexOf(widget), 1);
    widget.node.remove();
  }
}

/** A field, or a box of others. */
class FakeModel implements ModelOfWidget {
  views: Record<string, Promise<View>> = {};
  ready: Promise<unknown> = Promise.resolve();

  constructor(
    readonly name: string,
    readonly children: FakeModel[] | null = null,
  ) {}

  get(name: string): unknown {
    return name === "_view_name" ? (this.children ? "VBoxView" : "TextView") : this.children;
  }
}

class FakeView implements View {
  readonly luminoWidget = new FakePanel();
  children_views: View["children_views"];

  constructor(
    readonly model: FakeModel,
    private readonly parent?: FakeView,
  ) {
    model.views.only = Promise.resolve(this);
    if (!model.children) this.luminoWidget.node.innerHTML = `<input aria-label="${model.name}">`;
    else {
      const stock = vi.fn(async () => []);
      this.children_views = { _models: [], views: [], update: stock };
      this.children_views._models = model.children;
      this.children_views.views = model.children.map((child, index) => this.first(child, index));
    }
  }

  private first(child: FakeModel, index: number): Promise<View> {
    const view = new FakeView(child, this);
    this.luminoWidget.insertWidget(index, view.luminoWidget);
    return Promise.resolve(view);
  }

  async create_child_view(model: ModelOfWidget): Promise<View> {
    await (model as FakeModel).ready;
    return new FakeView(model as FakeModel, this);
  }

  remove(): void {
    this.parent?.luminoWidget.drop(this.luminoWidget);
  }

  async update(...names: FakeModel[]): Promise<void> {
    await this.children_views?.update(names);
  }
}

const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => new FakeModel(name)) as [
  FakeModel,
  FakeModel,
  FakeModel,
  FakeModel,
];
const fields = () => [...document.querySelectorAll("input")].map((field) => field.getAttribute("aria-label"));
const field = (name: string) => document.querySelector(`[aria-label=${name}]`) as HTMLInputElement;

async function box(...children: FakeModel[]): Promise<FakeView> {
  const view = new FakeView(new FakeModel("box", children));
  document.body.replaceChildren(view.luminoWidget.node);
  tendAll(view.model);
  await Promise.resolve();
  return view;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("what stays in a box", () => {
  test.each([
    ["inserted before", [a, b], [c, a, b, d]],
    ["taken away before", [a, b, c], [c]],
    ["turned round", [a, b, c], [c, b, a]],
    ["moved to the front", [a, b, c], [c, a, b]],
    ["moved to the end", [a, b, c], [b, c, a]],
    ["mixed", [a, b, c], [d, c, a]],
    ["emptied", [a, b], []],
    ["as it was", [a, b], [a, b]],
  ])("is the same element: %s", async (_, before, after) => {
    const view = await box(...before);
    const elements = new Map(before.map((model) => [model.name, field(model.name)]));
    await view.update(...after);
    expect(fields()).toEqual(after.map(({ name }) => name));
    for (const { name } of after) if (elements.has(name)) expect(field(name)).toBe(elements.get(name));
  });

  test.each([
    ["inserted before", [a, b], [c, a, b]],
    ["turned round", [a, b, c], [c, b, a]],
    ["moved", [a, b, c], [b, c, a]],
  ])("keeps the focus, the caret and the text: %s", async (_, before, after) => {
    const view = await box(...before);
    const lost = vi.fn();
    const typed = field("a");
    typed.focus();
    typed.value = "typed";
    typed.setSelectionRange(2, 3);
    typed.addEventListener("blur", lost);
    const moved = vi.spyOn(view.luminoWidget, "insertWidget");
    await view.update(...after);
    expect(document.activeElement).toBe(typed);
    expect([typed.value, typed.selectionStart, typed.selectionEnd]).toEqual(["typed", 2, 3]);
    expect(lost).not.toHaveBeenCalled();
    expect(moved.mock.calls.map(([, widget]) => widget.node.contains(typed))).not.toContain(true);
  });
});

test("what was there stays until what is new is ready", async () => {
  const view = await box(a);
  let finish = () => {};
  const slow = new FakeModel("slow");
  slow.ready = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const done = view.update(slow);
  await vi.advanceTimersByTimeAsync(500);
  expect(fields()).toEqual(["a"]);
  finish();
  await done;
  expect(fields()).toEqual(["slow"]);
});

test("what takes long does not hold up the rest", async () => {
  const view = await box(a);
  let finish = () => {};
  const slow = new FakeModel("slow");
  slow.ready = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const done = view.update(slow, b);
  await vi.advanceTimersByTimeAsync(1000);
  await done;
  expect(fields()).toEqual(["b"]);
  finish();
  await vi.waitFor(() => expect(fields()).toEqual(["slow", "b"]));
});

test("what cannot be shown does not keep the rest from it", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const view = await box(a);
  const broken = new FakeModel("broken");
  broken.ready = Promise.reject(new Error("no such widget"));
  await view.update(broken, b);
  expect(fields()).toEqual(["b"]);
  expect(logged).toHaveBeenCalledOnce();
});

test("of several changes the last one counts", async () => {
  const view = await box(a);
  await Promise.all([view.update(b, a), view.update(c), view.update(a, d)]);
  expect(fields()).toEqual(["a", "d"]);
});

test("boxes in boxes keep what stays too, those that come later as well", async () => {
  const later = new FakeModel("later", [a]);
  const view = await box(b);
  await view.update(b, later);
  const inner = (await later.views.only) as FakeView;
  const before = field("a");
  await inner.update(c, a);
  expect(fields()).toEqual(["b", "c", "a"]);
  expect(field("a")).toBe(before);
});

test("a box in which a widget stands twice is left to ipywidgets, then and later", async () => {
  const view = new FakeView(new FakeModel("box", [a]));
  const stock = view.children_views?.update;
  tend(view);
  await view.update(a, b);
  expect(stock).not.toHaveBeenCalled();
  await view.update(a, a);
  await view.update(b);
  expect(stock).toHaveBeenCalledTimes(2);
});

test("what was slow does not come back into a box that is left to ipywidgets", async () => {
  const view = await box(a);
  let finish = () => {};
  const slow = new FakeModel("slow");
  slow.ready = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const done = view.update(slow);
  await view.update(a, a);
  finish();
  await done;
  expect(fields()).toEqual(["a"]);
});

test("a box that holds a widget twice from the start is left to ipywidgets", async () => {
  const view = new FakeView(new FakeModel("box", [a, a]));
  const stock = view.children_views?.update;
  tend(view);
  await view.update(b);
  expect(stock).toHaveBeenCalledOnce();
});

test("in a box that is gone nothing is made", async () => {
  const view = await box(a);
  const done = view.update(a, b);
  view.children_views = null;
  await done;
  expect(fields()).toEqual([]);
});
