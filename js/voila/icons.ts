/** The icons of ipywidgets' buttons and of other people's toolbars: loaded when such a widget is. */

import { addStylesheet } from "./stylesheet";

const WITH_ICONS = /Button|Play|Tags|Upload|Valid/;
const WITHOUT = /^(anywidget|@jupyter-widgets\/)/;

export class Icons {
  private needed = false;

  constructor(private readonly url: string) {}

  /** Load them if a widget of this class may show one. */
  consider(name: string, module: string): void {
    if (this.needed || !(WITH_ICONS.test(name) || !WITHOUT.test(module))) return;
    this.needed = true;
    void addStylesheet(this.url);
  }
}
