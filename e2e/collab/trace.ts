import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as Y from "yjs";
import { z } from "zod";

/** One change: at a position, so many characters deleted, then text inserted. Positions count Unicode code points. */
const Patch = z.tuple([z.number(), z.number(), z.string()]).rest(z.unknown());

const Trace = z.object({
  startContent: z.string().default(""),
  endContent: z.string(),
  numAgents: z.number().int().positive().default(1),
  txns: z.array(
    z.object({
      /** The transactions it applies to the merge of; the one before it where a trace has one writer. */
      parents: z.array(z.number()).optional(),
      agent: z.number().default(0),
      patches: z.array(Patch),
    }),
  ),
});

export type Trace = z.infer<typeof Trace>;

/** Reads a trace as josephg/editing-traces has them, gzipped or not. @throws {z.ZodError} where it is no such trace */
export function readTrace(file: string): Trace {
  const data = readFileSync(file);
  const text = data[0] === 0x1f && data[1] === 0x8b ? gunzipSync(data) : data;
  return Trace.parse(JSON.parse(text.toString()));
}

/** What a writer sends: updates that follow on each other, after having received what they were written upon. */
export interface Burst {
  agent: number;
  /** Transactions of others that must have arrived, as the clocks of their authors. */
  upon: Map<number, number>;
  update: Uint8Array;
}

/** One line of a person's work: a document that holds exactly the transactions it was given. */
interface Line {
  document: Y.Doc;
  text: Y.Text;
  held: Set<number>;
  heads: Set<number>;
  /** Whether a character outside the basic plane was ever in it: then positions must be counted. */
  astral: boolean;
}

export const TRACE_TEXT = "words";
const START_WRITER = 2 ** 31;
const LINES_A_WRITER = 1_000;

/**
 * Turns a trace into what its writers send. Each transaction is made in a document that holds just what it was made upon, so
 * its positions mean what they meant; consecutive ones of one writer make one burst.
 *
 * @param most transactions of one burst
 */
export function burstsOf(trace: Trace, most = 200): Burst[] {
  const made: { update: Uint8Array; client: number; clock: number }[] = [];
  const lines = new Map<number, Line[]>();
  const bursts: (Burst & { updates: Uint8Array[] })[] = [];
  const parentsOf = (index: number) => trace.txns[index]?.parents ?? (index > 0 ? [index - 1] : []);
  const start = startOf(trace);

  function newLine(agent: number): Line {
    const document = new Y.Doc();
    const own = lines.get(agent) ?? [];
    // Where two write at the same place at once, the writer with the lower number comes first.
    document.clientID = agent * LINES_A_WRITER + own.length + 1;
    if (start) Y.applyUpdate(document, start);
    const text = document.getText(TRACE_TEXT);
    const line = {
      document,
      text,
      held: new Set<number>(),
      heads: new Set<number>(),
      astral: isAstral(trace.startContent),
    };
    lines.set(agent, [...own, line]);
    return line;
  }

  /** What a line lacks of a transaction's past, oldest first. */
  function lacking(line: Line, parents: readonly number[]): number[] {
    const found = new Set<number>();
    const next = parents.filter((parent) => !line.held.has(parent));
    for (let index = next.pop(); index !== undefined; index = next.pop()) {
      if (found.has(index)) continue;
      found.add(index);
      next.push(...parentsOf(index).filter((parent) => !line.held.has(parent)));
    }
    return [...found].toSorted((a, b) => a - b);
  }

  /** Whether everything a line holds is in a transaction's past. */
  function isPast(line: Line, parents: readonly number[]): boolean {
    const open = new Set([...line.heads].filter((head) => !parents.includes(head)));
    const seen = new Set<number>();
    const next = [...parents];
    const oldest = Math.min(...open);
    for (let index = next.pop(); index !== undefined && open.size > 0; index = next.pop()) {
      if (seen.has(index) || index < oldest) continue;
      seen.add(index);
      open.delete(index);
      next.push(...parentsOf(index));
    }
    return open.size === 0;
  }

  if (start) bursts.push({ agent: trace.txns[0]?.agent ?? 0, upon: new Map(), updates: [start], update: start });
  trace.txns.forEach(({ agent, patches }, index) => {
    const parents = parentsOf(index);
    const line = lines.get(agent)?.find((candidate) => isPast(candidate, parents)) ?? newLine(agent);
    const received = lacking(line, parents);
    for (const other of received) {
      const there = made[other];
      if (there) Y.applyUpdate(line.document, there.update);
      line.held.add(other);
      line.astral ||= trace.txns[other]?.patches.some(([, , inserted]) => isAstral(inserted)) ?? false;
    }
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    line.document.on("update", collect);
    line.document.transact(() => {
      for (const [position, deleted, inserted] of patches) apply(line, position, deleted, inserted);
    });
    line.document.off("update", collect);
    line.held.add(index);
    line.heads = new Set([index]);
    const update = updates[0] ?? Y.encodeStateAsUpdate(new Y.Doc());
    const client = line.document.clientID;
    made.push({ update, client, clock: Y.getState(line.document.store, client) });

    const last = bursts.at(-1);
    if (last && last.agent === agent && received.length === 0 && last.updates.length < most) last.updates.push(update);
    else {
      const upon = new Map<number, number>(start ? [[START_WRITER, 1]] : []);
      for (const other of received) {
        const there = made[other];
        if (there) upon.set(there.client, Math.max(there.clock, upon.get(there.client) ?? 0));
      }
      bursts.push({ agent, upon, updates: [update], update });
    }
  });
  return bursts.map(({ agent, upon, updates }) => ({ agent, upon, update: joined(updates) }));
}

/** What the text begins with, by nobody in particular. */
function startOf({ startContent }: Trace): Uint8Array | null {
  if (!startContent) return null;
  const document = new Y.Doc();
  document.clientID = START_WRITER;
  document.getText(TRACE_TEXT).insert(0, startContent);
  return Y.encodeStateAsUpdate(document);
}

const isAstral = (text: string) => /[\u{10000}-\u{10ffff}]/u.test(text);

function apply(line: Line, position: number, deleted: number, inserted: string): void {
  line.astral ||= isAstral(inserted);
  const { text } = line;
  const at = line.astral ? unitsUpTo(text.toString(), position) : position;
  const end = line.astral ? at + unitsUpTo(text.toString().slice(at), deleted) : at + deleted;
  if (end > at) text.delete(at, end - at);
  if (inserted) text.insert(at, inserted);
}

/** UTF-16 units of the first so many code points. */
function unitsUpTo(text: string, points: number): number {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1)
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}

function joined(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  return updates.length === 1 && only ? only : Y.mergeUpdates([...updates]);
}
