import * as Y from "yjs";
import { StartError } from "#server/platform/start-error";
import type { Trace } from "./trace";
import { branches } from "./trace-branches";
import { TraceLine } from "./trace-line";

/** What a writer sends: updates that follow on each other, after having received what they were written upon. */
export interface Burst {
  agent: number;
  /** What of others must have arrived, as the clocks of their authors. */
  upon: Map<number, number>;
  update: Uint8Array;
}

/** A person's work that follows on itself; they may have several, where they wrote on two branches at once. */
interface Strand {
  clientId: number;
  /** Its last transaction. */
  last: number;
  /** What had arrived when it was last written to, as the clocks of authors. */
  seen: Map<number, number>;
}

const START_WRITER = 2 ** 31;
const STRANDS_A_WRITER = 1 << 16;
const MOST_WRITERS = 1 << 15;
const BURST_BYTES = 256 << 10;

/**
 * Turns a trace into what its writers send. Each transaction is made in a document that holds just what it was made upon, so
 * its positions mean what they meant; consecutive ones of one writer make one burst.
 *
 * @param most transactions of one burst
 * @param first who comes first where two write at the same place at once
 */
export function burstsOf(trace: Trace, most = 200, first: "lower" | "higher" = "lower"): Burst[] {
  const made: (Uint8Array | null)[] = [];
  const strands = new Map<number, Strand[]>();
  const bursts: { strand: Strand; agent: number; upon: Map<number, number>; updates: Uint8Array[]; bytes: number }[] =
    [];
  const root = new TraceLine(null);
  const history = branches(trace, root);

  function strandOf(agent: number, { held }: TraceLine): Strand {
    const own = strands.get(agent) ?? [];
    const known = own.find(({ last }) => held.has(last));
    if (known) return known;
    if (agent >= MOST_WRITERS) throw new StartError(`Writer ${agent}: there may be ${MOST_WRITERS}, numbered from 0.`);
    // Yjs puts the lower number first.
    const rank = first === "lower" ? agent : MOST_WRITERS - 1 - agent;
    const strand = { clientId: rank * STRANDS_A_WRITER + own.length + 1, last: -1, seen: new Map<number, number>() };
    strands.set(agent, [...own, strand]);
    return strand;
  }

  function send(agent: number, strand: Strand, upon: Map<number, number>, updates: readonly Uint8Array[]): void {
    let lacks = upon;
    for (const update of updates) {
      const last = bursts.at(-1);
      const fits = last && last.updates.length < most && last.bytes + update.byteLength <= BURST_BYTES;
      if (last && fits && last.strand === strand && lacks.size === 0) {
        last.updates.push(update);
        last.bytes += update.byteLength;
      } else bursts.push({ strand, agent, upon: lacks, updates: [update], bytes: update.byteLength });
      lacks = new Map();
    }
  }

  if (trace.startContent) {
    const updates = root.write(START_WRITER, [[0, 0, trace.startContent]], "The beginning");
    const nobody: Strand = { clientId: START_WRITER, last: -1, seen: new Map() };
    send(trace.txns[0]?.agent ?? 0, nobody, new Map(), updates);
  }
  trace.txns.forEach(({ agent, patches }, index) => {
    const { line, received } = history.take(index);
    line.receive(received, made);
    const strand = strandOf(agent, line);
    const goesOn = line.last === strand.last && received.length === 0 && strand.last >= 0;
    const upon = goesOn ? new Map<number, number>() : lackedBy(strand, line.document);
    const updates = line.write(strand.clientId, patches, `Transaction ${index}`);
    line.stands(index, agent);
    strand.last = index;
    made.push(updates.length > 0 ? joined(updates) : null);
    if (updates.length === 0) return; // whoever wrote nothing may go on later
    if (upon.size > 0) strand.seen = Y.decodeStateVector(Y.encodeStateVector(line.document));
    send(agent, strand, upon, updates);
  });
  return bursts.map(({ agent, upon, updates }) => ({ agent, upon, update: joined(updates) }));
}

/** The authors of whom a document holds more than a strand has had. */
function lackedBy({ clientId, seen }: Strand, { store }: Y.Doc): Map<number, number> {
  const lacked = new Map<number, number>();
  for (const client of store.clients.keys()) {
    const clock = Y.getState(store, client);
    if (client !== clientId && clock > (seen.get(client) ?? 0)) lacked.set(client, clock);
  }
  return lacked;
}

function joined(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  return updates.length === 1 && only ? only : Y.mergeUpdates([...updates]);
}
