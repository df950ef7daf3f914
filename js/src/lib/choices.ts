/** Choices as they come on the wire: a label, and the key that names the value. */

export type Key = string | number | boolean | null;
export type Choice = [label: string, key: Key];

/** The label of a key; a value that is not offered is its own label. */
export function labelOfKey(choices: Choice[], key: Key): string {
  return choices.find(([, offered]) => offered === key)?.[0] ?? String(key ?? "");
}

/** The keys with one more, at the end, or without it. */
export function toggled(keys: Key[], key: Key): Key[] {
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
}
