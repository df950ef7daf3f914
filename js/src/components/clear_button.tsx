/** A button in all but what the kernel does on a click. */
export { button as clear_button } from "./button";
