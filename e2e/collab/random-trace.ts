import type { Patches, Trace } from "./trace";

type Random = () => number;

/** One character of the whole session: where it came to stand, and who took it away again. */
interface Character {
  value: string;
  by: number;
  deletedBy: number[];
  /** The characters that its writer saw on either side of what they inserted; null at the ends. */
  between: readonly [Character | null, Character | null];
}

interface Size {
  txns: number;
  agents: number;
  /** How often somebody goes on from a state that is not the newest. */
  branching: number;
}

const WORDS = ["a", "word ", "two\r\nlines", "🙂", "é", "👩‍🔬 und ", "漢字", "\n", "𝒳y", "x".repeat(40)];
const pick = <T>(random: Random, from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];

/**
 * A random session of many writers who branch off and merge, with the text it ends in. Its oracle is the plain order of all
 * characters ever written; as in recorded sessions nobody inserts where somebody else does at the same time, so that
 * whoever merges comes to the same text.
 */
export function randomSession(random: Random, { txns: count, agents, branching }: Size): Trace {
  const order: Character[] = [];
  const txns: { parents: number[]; agent: number; patches: Patches }[] = [];
  const pasts: Set<number>[] = [];
  const places = () => new Map(order.map((character, at) => [character, at]));

  const seenFrom = (past: ReadonlySet<number>) =>
    order.filter(({ by, deletedBy }) => past.has(by) && !deletedBy.some((txn) => past.has(txn)));

  /** Whether nobody has inserted in the same gap without this writer knowing of it. */
  function free(past: ReadonlySet<number>, left: Character | null, right: Character | null): boolean {
    const at = places();
    const [from, to] = [left ? (at.get(left) ?? 0) : -1, right ? (at.get(right) ?? 0) : order.length];
    return order.every(({ by, between: [before, after] }) => {
      if (past.has(by)) return true;
      const [start, end] = [before ? (at.get(before) ?? 0) : -1, after ? (at.get(after) ?? 0) : order.length];
      return start >= to || from >= end;
    });
  }

  function patch(past: ReadonlySet<number>, txn: number): Patches[number] {
    const seen = seenFrom(past);
    const position = Math.floor(random() * (seen.length + 1));
    const deleted = random() < 0.4 ? Math.min(seen.length - position, Math.floor(random() * 6)) : 0;
    const [left, right] = [seen[position - 1] ?? null, seen[position + deleted] ?? null];
    for (const gone of seen.slice(position, position + deleted)) gone.deletedBy.push(txn);
    if (random() < 0.2 || !free(past, left, right)) return [position, deleted, ""];
    const inserted = pick(random, WORDS) ?? "";
    const made = [...inserted].map((value): Character => ({ value, by: txn, deletedBy: [], between: [left, right] }));
    order.splice(right ? order.indexOf(right) : order.length, 0, ...made);
    return [position, deleted, inserted];
  }

  /** The newest states that nobody has gone on from. */
  const tips = (): number[] => {
    const known = new Set(txns.flatMap(({ parents }) => parents));
    return txns.map((_, index) => index).filter((index) => !known.has(index));
  };

  function parentsOfNext(): number[] {
    if (txns.length === 0 || random() < branching / 10) return [];
    if (random() >= branching) return random() < 0.3 ? tips() : [pick(random, tips()) ?? 0];
    return [Math.max(0, txns.length - 1 - Math.floor(random() * 12))];
  }

  while (txns.length < count) {
    const index = txns.length;
    const parents = index === count - 1 ? tips() : parentsOfNext();
    const past = new Set([index, ...parents.flatMap((parent) => [...(pasts[parent] ?? [])])]);
    pasts.push(past);
    const patches = Array.from({ length: Math.floor(random() * 4) }, () => patch(past, index));
    txns.push({ parents, agent: Math.floor(random() * agents), patches });
  }
  const left = order.filter(({ deletedBy }) => deletedBy.length === 0);
  return { startContent: "", endContent: left.map(({ value }) => value).join(""), txns };
}

/** A random session of one writer from a text that is there already; its oracle is an array of characters. */
export function randomMonologue(random: Random, count: number): Trace {
  const startContent = Array.from({ length: 3 }, () => pick(random, WORDS)).join("");
  const text = [...startContent];
  const txns = Array.from({ length: count }, () => ({
    agent: 0,
    patches: Array.from({ length: Math.floor(random() * 4) }, (): Patches[number] => {
      const position = Math.floor(random() * (text.length + 1));
      const deleted = Math.min(text.length - position, Math.floor(random() * 5));
      const inserted = random() < 0.7 ? (pick(random, WORDS) ?? "") : "";
      text.splice(position, deleted, ...inserted);
      return [position, deleted, inserted];
    }),
  }));
  return { startContent, endContent: text.join(""), txns };
}
