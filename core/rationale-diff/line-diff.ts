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

/**
 * Compares two lines word by word; a space stayed where what stands beside it did. Looks are compared apart: a word that became
 * bold is the same word.
 */
export function lineDiff(before: readonly Token[], after: readonly Token[]): DiffRun[] {
  const steps: Step[] = [];
  let [a, b] = [0, 0];
  const keep = () => {
    const [old, token] = [before[a], after[b]];
    if (!old || !token) return;
    const restyled = !sameMarks(old.marks, token.marks);
    steps.push({ change: restyled ? "restyled" : "same", token, was: restyled ? old.marks : null });
    [a, b] = [a + 1, b + 1];
  };
  const alike = (inA: number, inB: number) => before[inA]?.key === after[inB]?.key;
  for (const [toA, toB] of [...keptWords(before, after), [before.length, after.length] as const]) {
    if (a < toA && b < toB && alike(a, b)) keep();
    let [endA, endB] = [toA, toB];
    if (endA > a && endB > b && alike(endA - 1, endB - 1)) [endA, endB] = [endA - 1, endB - 1];
    for (const token of before.slice(a, endA)) steps.push({ change: "removed", token, was: null });
    for (const token of after.slice(b, endB)) steps.push({ change: "added", token, was: null });
    [a, b] = [endA, endB];
    while (a <= toA && b <= toB && a < before.length && b < after.length) keep();
  }
  return joined(steps);
}

/** Places of the words and signs that stayed, in both lines. */
function keptWords(before: readonly Token[], after: readonly Token[]): [number, number][] {
  const places = (tokens: readonly Token[]) => tokens.flatMap((token, place) => (isSpace(token) ? [] : [place]));
  const [inA, inB] = [places(before), places(after)];
  const keys = (tokens: readonly Token[], at: readonly number[]) => at.map((place) => tokens[place]?.key);
  return commonRuns(keys(before, inA), keys(after, inB)).flatMap((run) =>
    Array.from({ length: run.length }, (_, step): [number, number] => [
      inA[run.inA + step] ?? 0,
      inB[run.inB + step] ?? 0,
    ]),
  );
}

const isSpace = ({ node }: Token): boolean => node.type === "text" && node.text?.trim() === "";

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
