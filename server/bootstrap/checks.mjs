/** @file Running checks one after another or side by side, and what came of each. Node's own modules only. */
import { handOver, pinnedNode } from "./programs.mjs";
import { Refusal } from "./say.mjs";

/** Lines of a failed check that are shown again under the summary. */
const SHOWN_AGAIN = 80;

/** @typedef {{ name: string; run: (listen: "showing" | "silently") => Promise<{ passed: boolean; said: string }> }} Check */
/** @typedef {{ name: string; seconds: number; passed: boolean; said: string }} Result */

/**
 * One of the packages' programs as a check.
 *
 * @param {string} name
 * @param {[string, ...string[]]} program a script under node_modules, and its arguments
 * @param {import("./programs.mjs").Variables} env
 * @returns {Check}
 */
export function programCheck(name, [script, ...args], env) {
  return {
    name,
    async run(listen) {
      const { status, asked, said } = await handOver(pinnedNode(), [`node_modules/${script}`, ...args], env, {
        listen,
      });
      if (asked) throw new Refusal("Stopped before the end.");
      return { passed: status === 0, said };
    },
  };
}

/**
 * A step of the bootstrap as a check: it fails by a refusal.
 *
 * @param {string} name
 * @param {() => Promise<unknown>} body
 * @returns {Check}
 */
export function stepCheck(name, body) {
  return {
    name,
    async run() {
      try {
        await body();
        return { passed: true, said: "" };
      } catch (error) {
        if (error instanceof Refusal) return { passed: false, said: error.message };
        throw error;
      }
    },
  };
}

/** Runs checks and remembers how they went. */
export function checkList() {
  /** @type {Result[]} */
  const results = [];
  const started = Date.now();

  /**
   * @param {Check} check
   * @param {"showing" | "silently"} listen
   */
  async function runOne({ name, run }, listen) {
    if (listen === "showing") console.log(`\n── ${name}`);
    const begun = Date.now();
    const { passed, said } = await run(listen);
    const seconds = (Date.now() - begun) / 1000;
    results.push({ name, seconds, passed, said });
    if (listen === "silently") console.log(`\n── ${name}\n${said.trimEnd()}`);
    console.log(`── ${name}: ${passed ? "passed" : "FAILED"} in ${seconds.toFixed(1)} s`);
  }

  return {
    /** What came of the checks so far. */
    results,

    /** Runs one check, whose output is seen as it comes. @param {Check} check */
    alone: (check) => runOne(check, "showing"),

    /**
     * Runs rows of checks side by side, each row in its order; what a check says is shown whole when it has ended.
     *
     * @param {...Check[]} rows
     */
    async sideBySide(...rows) {
      console.log(`\nSide by side: ${rows.map((row) => row.map(({ name }) => name).join(", ")).join(" | ")} …`);
      const ends = await Promise.allSettled(
        rows.map(async (row) => {
          for (const check of row) await runOne(check, "silently");
        }),
      );
      for (const end of ends) if (end.status === "rejected") throw end.reason;
    },

    /** @param {string} name whether this check ran and passed */
    passed: (name) => results.some((result) => result.name === name && result.passed),

    /**
     * Notes that a check could not run.
     *
     * @param {string} name
     * @param {string} reason
     */
    leftOut: (name, reason) => void results.push({ name, seconds: 0, passed: false, said: reason }),

    /**
     * Prints a line for each check, and again how those that failed ended.
     *
     * @throws {Refusal} when one failed
     */
    summary() {
      console.log("");
      for (const { name, seconds, passed } of results)
        console.log(`${passed ? "passed" : "FAILED"}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
      console.log(`        ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  in all`);
      const failed = results.filter(({ passed }) => !passed);
      for (const { name, said } of failed)
        console.log(
          `\n── ${name} FAILED. It ended like this:\n${said.trimEnd().split("\n").slice(-SHOWN_AGAIN).join("\n")}`,
        );
      if (failed.length > 0) throw new Refusal(`Not everything passed: ${failed.map(({ name }) => name).join(", ")}.`);
    },
  };
}
