import { ChoiceList } from "../lib/choice_list";
import { component } from "../lib/component";
import type { RadioTraits } from "../traits";

export const radio = component<RadioTraits>("group", ({ traits, emit, id }) => (
  <ChoiceList
    type="radio"
    group={id}
    choices={traits.choices}
    interactive={traits._interactive}
    rtl={traits.rtl}
    chosen={(key) => key === traits.value}
    onChoose={(key) => {
      emit("input", { value: key });
      emit("select", {}, { value: key, selected: true });
    }}
  />
));
