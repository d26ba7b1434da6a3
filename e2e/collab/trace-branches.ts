import { parentsOf, type Trace } from "./trace";
import { TraceLine } from "./trace-line";

/** Documents kept. What is needed beyond them is made anew from one that is near. */
const KEPT = 40;

/**
 * Documents at the places of a branching history where something is still to be written: a transaction is made in one that holds
 * just what it was made upon. Which of them is taken decides how long it takes and nothing else.
 */
export function branches(trace: Trace, root: TraceLine) {
  const lines = new Set<TraceLine>();
  const children = trace.txns.map((): number[] => []);
  trace.txns.forEach((_, index) => {
    for (const parent of parentsOf(trace, index)) children[parent]?.push(index);
  });

  /** Whether all that a document holds is in the past of a transaction with these parents. */
  function isPast({ heads }: TraceLine, parents: readonly number[]): boolean {
    const open = new Set(heads);
    const seen = new Set<number>();
    const next = [...parents];
    const oldest = Math.min(...open);
    for (let index = next.pop(); index !== undefined && open.size > 0; index = next.pop()) {
      if (index < oldest || seen.has(index)) continue;
      seen.add(index);
      open.delete(index);
      next.push(...parentsOf(trace, index));
    }
    return open.size === 0;
  }

  function nearest(parents: readonly number[]): TraceLine {
    let best = root;
    for (const line of lines) {
      if (parents.length === 1 && line.heads.size === 1 && line.heads.has(parents[0] ?? -1)) return line;
      if (line.held.size > best.held.size && isPast(line, parents)) best = line;
    }
    return best;
  }

  /** Whether somebody will go on from where a document stands who has none of their own by then. */
  function isWanted(line: TraceLine, index: number): boolean {
    for (const head of line.heads)
      for (const child of children[head] ?? []) {
        const agent = trace.txns[child]?.agent;
        if (child > index && ![...lines].some((other) => other !== line && other.agent === agent)) return true;
      }
    return false;
  }

  /** Nobody goes on from where these stand. */
  function forget(index: number): void {
    for (const line of lines)
      if (![...line.heads].some((head) => (children[head]?.at(-1) ?? -1) >= index)) lines.delete(line);
  }

  /** What a document lacks of the past of a transaction, oldest first. */
  function lacking({ held }: TraceLine, parents: readonly number[]): number[] {
    const found = new Set<number>();
    const next = [...parents];
    for (let index = next.pop(); index !== undefined; index = next.pop()) {
      if (held.has(index) || found.has(index)) continue;
      found.add(index);
      next.push(...parentsOf(trace, index));
    }
    return [...found].toSorted((a, b) => a - b);
  }

  return {
    /** A document for a transaction, and what it is to receive before. */
    take(index: number): { line: TraceLine; received: number[] } {
      const parents = parentsOf(trace, index);
      forget(index);
      const near = nearest(parents);
      const line = near === root || isWanted(near, index) ? new TraceLine(near) : near;
      lines.delete(line);
      lines.add(line); // the last in the order is who was taken last
      const [stalest] = lines;
      if (stalest && lines.size > KEPT) lines.delete(stalest);
      return { line, received: lacking(line, parents) };
    },
  };
}
