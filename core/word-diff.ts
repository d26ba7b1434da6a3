import { commonRuns } from "#core/rationale-diff/common-runs";

/** A run of a text beside another: in both, only in the first (removed) or only in the second (added). */
export interface DiffRun {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Words (with inner apostrophes and hyphens), runs of white space, and every other character by itself. */
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’\-.,][\p{L}\p{M}\p{N}]+)*|\s+|./gsu;

/**
 * What changed from one text to another, word by word: a shortest list of changes (`commonRuns`), with changes that only
 * white space keeps apart drawn together. Within a change what was removed comes before what was added.
 *
 * Joined, the runs that are not `added` give `before`, and those that are not `removed` give `after`, letter for letter.
 *
 * @returns no two neighbours of one kind, no empty run; [] for two empty texts
 */
export function wordDiff(before: string, after: string): DiffRun[] {
  const [a, b] = [before.match(TOKEN) ?? [], after.match(TOKEN) ?? []];
  return merged(together(differences(a, b)));
}

const hasText = ({ text }: DiffRun) => text !== "";

function differences(a: readonly string[], b: readonly string[]): DiffRun[] {
  const runs: DiffRun[] = [];
  let [fromA, fromB] = [0, 0];
  for (const { inA, inB, length } of [...commonRuns(a, b), { inA: a.length, inB: b.length, length: 0 }]) {
    runs.push(
      { kind: "removed", text: a.slice(fromA, inA).join("") },
      { kind: "added", text: b.slice(fromB, inB).join("") },
      { kind: "same", text: a.slice(inA, inA + length).join("") },
    );
    [fromA, fromB] = [inA + length, inB + length];
  }
  return runs.filter(hasText);
}

/** Draws changes together that only white space keeps apart, and puts what was removed before what was added. */
function together(runs: readonly DiffRun[]): DiffRun[] {
  const out: DiffRun[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    out.push({ kind: "removed", text: removed }, { kind: "added", text: added });
    removed = "";
    added = "";
  };
  runs.forEach((run, i) => {
    if (run.kind === "removed") removed += run.text;
    else if (run.kind === "added") added += run.text;
    else if (removed !== "" && added !== "" && run.text.trim() === "" && runs[i + 1] && runs[i + 1]?.kind !== "same") {
      removed += run.text;
      added += run.text;
    } else {
      flush();
      out.push(run);
    }
  });
  flush();
  return out.filter(hasText);
}

function merged(runs: readonly DiffRun[]): DiffRun[] {
  const out: DiffRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last?.kind === run.kind) out[out.length - 1] = { kind: run.kind, text: last.text + run.text };
    else out.push(run);
  }
  return out;
}
