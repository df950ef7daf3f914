import { component } from "../lib/component";
import type { ButtonTraits } from "../traits";
import "./button.css";

export const button = component<ButtonTraits>("bare", ({ traits, emit }) => {
  const classes = `nbb-button-face nbb-${traits.variant} nbb-${traits.size}`;
  const face = (
    <>
      {traits.icon && <img class="nbb-icon" src={traits.icon} alt="" />}
      {traits.value}
    </>
  );
  if (traits.link) {
    return (
      <a class={classes} href={traits.link} target={traits.link_target} rel="noopener" onClick={() => emit("click")}>
        {face}
      </a>
    );
  }
  return (
    <button type="button" class={classes} disabled={!traits._interactive} onClick={() => emit("click")}>
      {face}
    </button>
  );
});
