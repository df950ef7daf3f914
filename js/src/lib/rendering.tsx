/** Stands over what `gr.render` makes, and shows that it is being made, or that it failed. */

import type { CommonTraits } from "../traits";
import { component } from "./component";
import "./rendering.css";

export const rendering = component<CommonTraits>("bare", () => null);
