/** A run of a text beside another: in both, only in the first (removed) or only in the second (added). */
export interface DiffRun {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Words (with inner apostrophes and hyphens), runs of white space, and every other character by itself. */
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’\-.,][\p{L}\p{M}\p{N}]+)*|\s+|./gsu;

/** How many words may differ before the middle is given as replaced whole: a diff of that is no help to a reader. */
const MOST_DIFFERENCES = 1_500;

/**
 * What changed from one text to another, word by word: a shortest list of changes (Myers 1986), with changes that only
 * white space keeps apart drawn together. Within a change what was removed comes before what was added.
 *
 * Joined, the runs that are not `added` give `before`, and those that are not `removed` give `after`, letter for letter.
 *
 * @returns no two neighbours of one kind, no empty run; [] for two empty texts
 * @see Myers, An O(ND) difference algorithm and its variations, Algorithmica 1 (1986)
 */
export function wordDiff(before: string, after: string): DiffRun[] {
  const [a, b] = [before.match(TOKEN) ?? [], after.match(TOKEN) ?? []];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = differences(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const same = (text: string): DiffRun => ({ kind: "same", text });
  return merged(
    together([same(a.slice(0, head).join("")), ...middle, same(a.slice(a.length - tail).join(""))].filter(hasText)),
  );
}

const hasText = ({ text }: DiffRun) => text !== "";

/** The furthest point reached on each diagonal, kept for each number of differences, then walked back. */
function differences(a: readonly string[], b: readonly string[]): DiffRun[] {
  const most = Math.min(a.length + b.length, MOST_DIFFERENCES);
  const trace: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= most; d += 1) {
    trace.push(reached);
    const next = new Map<number, number>();
    for (let k = -d; k <= d; k += 2) {
      const [above, left] = [reached.get(k + 1) ?? -1, reached.get(k - 1) ?? -1];
      let x = k === -d || (k !== d && left < above) ? above : left + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
    reached = next;
  }
  return [
    { kind: "removed", text: a.join("") },
    { kind: "added", text: b.join("") },
  ];
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[]): DiffRun[] {
  const runs: DiffRun[] = [];
  const put = (kind: DiffRun["kind"], text: string | undefined) => runs.push({ kind, text: text ?? "" });
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reached = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const [above, left] = [reached.get(k + 1) ?? -1, reached.get(k - 1) ?? -1];
    const down = k === -d || (k !== d && left < above);
    const fromX = down ? above : left;
    const fromY = fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0 && !(d > 0 && x === (down ? fromX : fromX + 1))) {
      x -= 1;
      y -= 1;
      put("same", a[x]);
    }
    if (d === 0) break;
    if (down) put("added", b[fromY]);
    else put("removed", a[fromX]);
    [x, y] = [fromX, fromY];
  }
  return runs.reverse();
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
