/** Stands over what `gr.render` makes, and shows that it is being made, or that it failed. */

import type { CommonTraits } from "../traits";
import { component } from "./component";
import "./stage.css";

export const stage = component<CommonTraits>("bare", () => null);
