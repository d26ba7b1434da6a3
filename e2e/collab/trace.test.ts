import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { seededRandom } from "#core/math/random";
import { CodePoints } from "./code-points";
import { randomMonologue, randomSession } from "./random-trace";
import type { Trace } from "./trace";
import { burstsOf } from "./trace-bursts";
import { TRACE_TEXT } from "./trace-line";
import { inPieces } from "./trace-pieces";

const RUNS = 40 * Number(process.env.RUNS ?? 1);

/** What everybody ends with to whom all that is sent arrives, each when it may. */
function end(trace: Trace, most?: number): string {
  const document = new Y.Doc();
  for (const { upon, update } of burstsOf(trace, most)) {
    for (const [client, clock] of upon) expect(Y.getState(document.store, client)).toBeGreaterThanOrEqual(clock);
    Y.applyUpdate(document, update);
    expect(document.store.pendingStructs).toBeNull();
  }
  return document.getText(TRACE_TEXT).toString();
}

describe("what the writers of a trace send", () => {
  it("leads to its text, whatever its writers branched off and merged", () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = seededRandom(seed);
      const agents = 1 + Math.floor(random() * 30);
      const trace = randomSession(random, { txns: 60, agents, branching: random() * 0.6 });
      expect(end(trace), `random session ${seed}`).toBe(trace.endContent);
      expect(end(trace, 1), `random session ${seed}`).toBe(trace.endContent);
    }
  });

  it("leads to its text also where one writer goes on from what they begin with", () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const trace = randomMonologue(seededRandom(seed), 60);
      expect(end(trace)).toBe(trace.endContent);
      expect(end(trace, 1)).toBe(trace.endContent);
    }
  });

  it("is nothing where the trace takes away what is not there", () => {
    const trace: Trace = { startContent: "a🙂", endContent: "", txns: [{ agent: 0, patches: [[1, 2, ""]] }] };
    expect(() => burstsOf(trace)).toThrow("Transaction 0 changes what is not there: 1+2.");
  });

  it("leads to its text with more strands than documents are kept, and long stretches unseen", () => {
    const random = seededRandom(5);
    const trace = randomSession(random, { txns: 700, agents: 60, branching: 0.1 });
    expect(end(trace)).toBe(trace.endContent);
  });

  it("fits into messages, whatever is inserted at once", () => {
    const long = "漢🙂".repeat(250_000);
    const trace: Trace = {
      startContent: long,
      endContent: `${long}!${long}`,
      txns: [{ agent: 0, patches: [[500_000, 0, `!${long}`]] }],
    };
    const bursts = burstsOf(trace);
    expect(Math.max(...bursts.map(({ update }) => update.byteLength))).toBeLessThan(1 << 19);
    expect(end(trace)).toBe(trace.endContent);
  });
});

it("pieces of a text are together the text, and none tears a character", () => {
  const text = "a🙂b🙂🙂c";
  for (let most = 2; most <= 10; most += 1) {
    const pieces = inPieces([[5, 3, text]], most).flat();
    expect(pieces.map(([, , inserted]) => inserted).join("")).toBe(text);
    expect(pieces.map(([, deleted]) => deleted)).toEqual([3, ...pieces.slice(1).map(() => 0)]);
    let at = 5;
    for (const [position, , inserted] of pieces) {
      expect([position, inserted.isWellFormed()]).toEqual([at, true]);
      at += [...inserted].length;
    }
  }
});

it("places of code points are those of the text after any changes", () => {
  const random = seededRandom(3);
  let text = "🙂a🙂";
  const points = new CodePoints(text);
  for (let step = 0; step < 300; step += 1) {
    const characters = [...text];
    const from = Math.floor(random() * (characters.length + 1));
    const to = Math.min(characters.length, from + Math.floor(random() * 4));
    const inserted = ["", "x", "🙂", "y🙂z"][Math.floor(random() * 4)] ?? "";
    const at = characters.slice(0, from).join("").length;
    points.splice(at, characters.slice(from, to).join("").length, inserted);
    text = [...characters.slice(0, from), inserted, ...characters.slice(to)].join("");
    for (let count = 0; count <= [...text].length; count += 1)
      expect(points.units(count)).toBe([...text].slice(0, count).join("").length);
  }
});
