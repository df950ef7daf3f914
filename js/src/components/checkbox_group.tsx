import { ChoiceList } from "../lib/choice_list";
import { toggled } from "../lib/choices";
import { component, type Props } from "../lib/component";
import type { CheckboxGroupTraits } from "../traits";

function SelectAll({ traits, emit }: Props<CheckboxGroupTraits>) {
  const { choices, value } = traits;
  const all = choices.length > 0 && value.length === choices.length;
  return (
    <label class="nbb-select-all">
      <input
        type="checkbox"
        class="nbb-check"
        checked={all}
        indeterminate={value.length > 0 && !all}
        disabled={!traits._interactive}
        onChange={() => emit("input", { value: all ? [] : choices.map(([, key]) => key) })}
      />
      <span>Select all</span>
    </label>
  );
}

export const checkbox_group = component<CheckboxGroupTraits>("group", (props) => {
  const { traits, emit, id } = props;
  return (
    <>
      {traits.show_select_all && <SelectAll {...props} />}
      <ChoiceList
        type="checkbox"
        group={id}
        choices={traits.choices}
        interactive={traits._interactive}
        chosen={(key) => traits.value.includes(key)}
        onChoose={(key, selected) => {
          emit("input", { value: toggled(traits.value, key) });
          emit("select", {}, { value: key, selected });
        }}
      />
    </>
  );
});
