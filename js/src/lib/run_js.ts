/**
 * Runs the JavaScript of an event, which the author wrote, when the kernel asks for it.
 *
 * The kernel names the page that it asks; of the views there that hear it, one answers. It says
 * at once that it has begun, for the code may take as long as it likes.
 */

import { evaluate } from "./evaluate";

type Code = (...values: unknown[]) => unknown;

/** What the kernel asks: to run code with the values of the inputs and outputs. */
interface Question {
  js: string;
  id: string;
  page: string;
  values: unknown[];
}

const compiled = new Map<string, Promise<Code>>();
/** The questions that a view of this page is on. */
const taken = new Set<string>();

async function exported(text: string): Promise<Code> {
  return ((await evaluate(text)) as { default: Code }).default;
}

/** Makes a function of code: of a function or another expression, else of statements, whose values are `arguments`. */
async function compile(code: string): Promise<Code> {
  const expression = code.trim().replace(/;+$/, "");
  try {
    return await exported(`export default async function () { return (\n${expression}\n); }`);
  } catch (reason) {
    if ((reason as Error).name !== "SyntaxError") throw reason;
    return exported(`export default async function () {\n${code}\n}`);
  }
}

/** Runs code with values; a function that it makes is called with them. */
export async function runJs(code: string, values: unknown[]): Promise<unknown> {
  let made = compiled.get(code);
  if (!made) {
    made = compile(code);
    compiled.set(code, made);
    made.catch(() => compiled.delete(code));
  }
  const result = await (await made)(...values);
  return typeof result === "function" ? result(...values) : result;
}

async function answer({ js, values }: Question): Promise<{ result?: unknown } | { error: string }> {
  try {
    const result = await runJs(js, values);
    // What JSON cannot say fails here, where the author sees it.
    return result === undefined ? {} : { result: JSON.parse(JSON.stringify(result)) };
  } catch (reason) {
    console.error("nbblocks: the JavaScript of an event failed", reason);
    return { error: String(reason) };
  }
}

/** Answers the kernel if it asks this page; `say` tells it. */
export async function answerJs(
  message: Record<string, unknown>,
  page: string,
  say: (data: Record<string, unknown>) => void,
): Promise<void> {
  const question = message as unknown as Question;
  const { js, id } = question;
  if (typeof js !== "string" || question.page !== page || taken.has(id)) return;
  taken.add(id);
  say({ id, begun: true });
  say({ id, ...(await answer(question)) });
  taken.delete(id);
}
