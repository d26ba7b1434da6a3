/** @file What the bootstrap says, and how it gives up. Node's own modules only: this runs before anything is installed. */

/** A reason to give up that a person can act on; printed as one sentence. */
export class Refusal extends Error {}

/**
 * Runs a step and says what it was and how many seconds it took: on standard error, since the output of a command is its result.
 *
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} body
 * @returns {Promise<T>}
 */
export async function step(name, body) {
  const started = Date.now();
  const lively = process.stderr.isTTY;
  process.stderr.write(lively ? `${name} …` : `${name} …\n`);
  const result = await body();
  process.stderr.write(`${lively ? "" : name} ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

/**
 * Runs an entry point: a refusal ends it with one sentence and status 1, anything else with its stack.
 *
 * @param {() => Promise<void>} body
 */
export async function run(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    process.exit(1);
  }
}

/**
 * What went wrong with a program, from its output, in one sentence where that is known.
 *
 * @param {string} name
 * @param {string} output
 */
export function refusalOf(name, output) {
  if (/ENOSPC|No space left on device|EDQUOT/i.test(output)) return new Refusal("The disk is full.");
  return new Refusal(`${output.trim().split("\n").slice(-40).join("\n")}\n\n${name} failed; its last words are above.`);
}
