/**
 * Keeps the views of what stays in a box when its children change.
 *
 * ipywidgets makes every view from the first change on anew: with a line inserted above it, a
 * field that somebody types in would lose the focus, the caret and the letters in between. It
 * also takes the old views away before the new ones are there, so that the page jumps.
 */

import { inOrder } from "./in_order";

interface Widget {
  readonly node: HTMLElement;
}

interface Panel extends Widget {
  readonly widgets: readonly Widget[];
  insertWidget(index: number, widget: Widget): void;
}

export interface ModelOfWidget {
  get(name: string): unknown;
  views?: Record<string, Promise<View>>;
}

interface Views {
  _models: ModelOfWidget[] | null;
  views: Promise<View>[] | null;
  update(models: ModelOfWidget[]): Promise<View[]>;
}

/** What we use of a view of ipywidgets; boxes have `children_views`, tabs `childrenViews`. */
export interface View {
  readonly model: ModelOfWidget;
  readonly luminoWidget: Widget;
  children_views?: Views | null;
  childrenViews?: Views | null;
  create_child_view(model: ModelOfWidget, options?: object): Promise<View>;
  remove(): void;
}

const BOXES = new Set(["BoxView", "HBoxView", "VBoxView"]);
/** Milliseconds that a change waits for all that is new; what is ready then is shown without the rest. */
const PATIENCE = 1000;

/** The children of one box. */
class Children {
  private readonly made = new Map<ModelOfWidget, View>();
  private readonly making = new Map<ModelOfWidget, Promise<unknown>>();
  private wanted: ModelOfWidget[] = [];

  constructor(
    private readonly box: View,
    private readonly list: Views,
  ) {
    const models = list._models ?? [];
    for (const [index, view] of (list.views ?? []).entries()) this.follow(models[index] as ModelOfWidget, view);
  }

  async update(models: ModelOfWidget[]): Promise<View[]> {
    this.wanted = models;
    const all = Promise.all(models.map((model) => this.make(model)));
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    this.arrange(models);
    void all.then(() => this.arrange(models));
    return models.flatMap((model) => this.made.get(model) ?? []);
  }

  private make(model: ModelOfWidget): Promise<unknown> {
    if (this.made.has(model)) return Promise.resolve();
    return this.making.get(model) ?? this.follow(model, this.box.create_child_view(model));
  }

  private follow(model: ModelOfWidget, view: Promise<View>): Promise<unknown> {
    const failed = (reason: unknown) => this.wanted.includes(model) && console.error(reason);
    const done = view.then((made) => this.made.set(model, made), failed).finally(() => this.making.delete(model));
    this.making.set(model, done);
    return done;
  }

  /** Shows nothing any more, not even what is on its way. */
  leave(): void {
    this.wanted = [];
  }

  /** Shows what is wanted and ready, and moves no more than it must; what has the focus stays where it is. */
  private arrange(models: ModelOfWidget[]): void {
    if (this.wanted !== models) return;
    const gone = this.box.children_views !== this.list;
    const shown = gone ? [] : models.filter((model) => this.made.has(model));
    const stay = new Set(shown);
    for (const [model, view] of this.made) {
      if (stay.has(model)) continue;
      view.remove();
      this.made.delete(model);
    }
    if (gone) return;
    const views = shown.map((model) => this.made.get(model) as View);
    place(
      this.box.luminoWidget as Panel,
      views.map((view) => view.luminoWidget),
    );
    this.list._models = shown;
    this.list.views = views.map((view) => Promise.resolve(view));
  }
}

function place(panel: Panel, wanted: Widget[]): void {
  const focused = document.activeElement;
  const places = wanted.map((widget) => panel.widgets.indexOf(widget));
  const fixed = inOrder(
    places,
    wanted.findIndex(({ node }) => node.contains(focused)),
  );
  for (let index = wanted.length - 1; index >= 0; index -= 1) {
    if (fixed.has(index)) continue;
    const widget = wanted[index] as Widget;
    const next = wanted[index + 1];
    const before = next ? panel.widgets.indexOf(next) : panel.widgets.length;
    const now = panel.widgets.indexOf(widget);
    panel.insertWidget(now >= 0 && now < before ? before - 1 : before, widget);
  }
}

/** Whether no widget stands there twice: only ipywidgets tells its two views apart. */
const isUnique = (models: ModelOfWidget[]) => new Set(models).size === models.length;

const tended = new WeakSet<View>();

/** Has a view, and all views in it, keep what stays. */
export function tend(view: View): void {
  const list = view.children_views ?? view.childrenViews;
  if (!list || tended.has(view)) return;
  tended.add(view);
  const create = view.create_child_view;
  view.create_child_view = async (...args) => {
    const child = await create.apply(view, args);
    tend(child);
    return child;
  };
  for (const child of list.views ?? []) child.then(tend, () => {});
  if (!BOXES.has(view.model.get("_view_name") as string) || !isUnique(list._models ?? [])) return;
  const { update } = list;
  const children = new Children(view, list);
  list.update = (models) => {
    if (isUnique(models)) return children.update(models);
    children.leave();
    list.update = update;
    return list.update(models);
  };
}

/** Has all views of a widget, and all in them, keep what stays. */
export function tendAll(model: ModelOfWidget): void {
  for (const view of Object.values(model.views ?? {})) view.then(tend, () => {});
}
