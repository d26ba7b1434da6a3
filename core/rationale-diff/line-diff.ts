import type { RationaleNode } from "#core/rationale";
import { commonRuns } from "./common-runs";
import { sameMarks } from "./pieces";
import type { Marks, Token } from "./tokens";

/** A stretch of a line that stayed, came, went, or changed its look alone. */
export interface DiffRun {
  readonly change: "same" | "added" | "removed" | "restyled";
  /** Text, or a reference or break; as it is after the change, where it still is. */
  readonly node: RationaleNode;
  /** The marks it had; of `restyled` alone. */
  readonly was: Marks | null;
  /** Place in the text after, of `removed` in the text before. */
  readonly at: number;
}

type Step = { change: DiffRun["change"]; token: Token; was: Marks | null };

/** Compares two lines word by word. Looks are compared apart: a word that became bold is the same word. */
export function lineDiff(before: readonly Token[], after: readonly Token[]): DiffRun[] {
  const keys = (tokens: readonly Token[]) => tokens.map(({ key }) => key);
  const steps: Step[] = [];
  let [a, b] = [0, 0];
  const apart = (toA: number, toB: number) => {
    for (const token of before.slice(a, toA)) steps.push({ change: "removed", token, was: null });
    for (const token of after.slice(b, toB)) steps.push({ change: "added", token, was: null });
    [a, b] = [toA, toB];
  };
  const runs = commonRuns(keys(before), keys(after));
  runs.forEach(({ inA, inB, length }, index) => {
    const stray =
      index > 0 &&
      inA > a &&
      inB > b &&
      !before.slice(inA, inA + length).some(({ word, node }) => word || node.type !== "text");
    const next = runs[index + 1];
    const changesOn = next
      ? next.inA > inA + length && next.inB > inB + length
      : inA + length < before.length && inB + length < after.length;
    // A space between two replaced words is no part of the text that stayed.
    if (stray && changesOn) return;
    apart(inA, inB);
    for (let step = 0; step < length; step += 1) {
      const [old, token] = [before[inA + step], after[inB + step]];
      if (!old || !token) continue;
      const restyled = !sameMarks(old.marks, token.marks);
      steps.push({ change: restyled ? "restyled" : "same", token, was: restyled ? old.marks : null });
    }
    [a, b] = [inA + length, inB + length];
  });
  apart(before.length, after.length);
  return joined(steps);
}

/** All of a line as one change. */
export const wholeLine = (tokens: readonly Token[], change: "same" | "added" | "removed"): DiffRun[] =>
  joined(tokens.map((token) => ({ change, token, was: null })));

/** Neighbours that changed in the same way and look the same are one run. */
function joined(steps: readonly Step[]): DiffRun[] {
  const runs: DiffRun[] = [];
  for (const { change, token, was } of steps) {
    const last = runs.at(-1);
    const goesOn =
      last?.change === change &&
      last.node.type === "text" &&
      token.node.type === "text" &&
      sameMarks(last.node.marks, token.node.marks) &&
      sameMarks(last.was ?? [], was ?? []);
    if (goesOn)
      runs[runs.length - 1] = { ...last, node: { ...last.node, text: `${last.node.text}${token.node.text}` } };
    else runs.push({ change, node: token.node, was, at: token.at });
  }
  return runs;
}
