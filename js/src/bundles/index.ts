/** Which bundle a component is in; those that are not listed are in the core. */
export const bundleOf: Record<string, string> = {};
