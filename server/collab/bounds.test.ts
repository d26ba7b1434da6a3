import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import { describe, expect, it } from "vitest";
import { CLOSED } from "#core/rationale";
import { BOUNDS, frameGate, tokenBucket } from "#server/collab/bounds";

function frame(type: number, payload = new Uint8Array(8), kind = 2): Uint8Array {
  const encoder = createEncoder();
  writeVarString(encoder, "rationale:x");
  writeVarUint(encoder, type);
  if (type === 0) writeVarUint(encoder, kind);
  writeVarUint8Array(encoder, payload);
  return toUint8Array(encoder);
}

const SYNC = frame(0);
const awareness = (bytes: number) => frame(1, new Uint8Array(bytes));

function gateAt(bounds = BOUNDS) {
  let now = 0;
  const gate = frameGate(bounds, () => now);
  return { gate, wait: (milliseconds: number) => (now += milliseconds) };
}

const passes = (answer: ReturnType<ReturnType<typeof frameGate>>) => "type" in answer;

/** How many frames in a row pass. */
function passing(gate: ReturnType<typeof frameGate>, data: Uint8Array, most = 10_000): number {
  let passed = 0;
  while (passed < most && passes(gate(data))) passed += 1;
  return passed;
}

describe("a token bucket", () => {
  it("gives its burst at once and refills at its rate, up to the burst", () => {
    const bucket = tokenBucket({ perSecond: 10, burst: 3 }, 0);
    expect([1, 1, 1, 1].map((units) => bucket.take(units, 0))).toEqual([true, true, true, false]);
    expect(bucket.take(1, 99)).toBe(false);
    expect(bucket.take(1, 100)).toBe(true);
    expect(bucket.take(4, 100_000)).toBe(false);
    expect(bucket.take(3, 100_000)).toBe(true);
  });
});

describe("the gate of a connection", () => {
  it(`lets ${BOUNDS.messages.burst} messages through at once and ${BOUNDS.messages.perSecond} a second after them`, () => {
    const { gate, wait } = gateAt();
    expect(passing(gate, SYNC)).toBe(BOUNDS.messages.burst);
    expect(gate(SYNC)).toEqual(CLOSED.tooMany);
    wait(1_000);
    expect(passing(gate, SYNC)).toBe(BOUNDS.messages.perSecond);
  });

  it(`lets ${BOUNDS.bytes.burst} bytes through at once and ${BOUNDS.bytes.perSecond} a second after them`, () => {
    const { gate, wait } = gateAt();
    const block = frame(0, new Uint8Array((64 << 10) - 24));
    expect(passing(gate, block)).toBe(Math.floor(BOUNDS.bytes.burst / block.byteLength));
    expect(gate(block)).toEqual(CLOSED.tooMany);
    wait(1_000);
    expect(passing(gate, block)).toBeGreaterThanOrEqual(Math.floor(BOUNDS.bytes.perSecond / block.byteLength));
  });

  it("lets an hour of fast typing through, which a browser sends ten times a second", () => {
    const { gate, wait } = gateAt();
    const caret = awareness(200);
    let refused = 0;
    for (let tenth = 0; tenth < 36_000; tenth += 1) {
      if (!passes(gate(SYNC)) || !passes(gate(caret))) refused += 1;
      wait(100);
    }
    expect(refused).toBe(0);
  });

  it(`refuses carets beyond ${BOUNDS.awareness.perSecond} a second and ${BOUNDS.awarenessBytes} bytes`, () => {
    const { gate, wait } = gateAt();
    expect(gate(awareness(BOUNDS.awarenessBytes))).toMatchObject({ name: "rationale:x", type: 1 });
    expect(gate(awareness(BOUNDS.awarenessBytes + 1))).toEqual(CLOSED.malformed);
    wait(60_000);
    expect(passing(gate, awareness(20))).toBe(BOUNDS.awareness.burst);
    wait(1_000);
    expect(passing(gate, awareness(20))).toBe(BOUNDS.awareness.perSecond);
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["a name without an end", Uint8Array.of(200, 1, 65)],
    ["a name alone", Uint8Array.of(1, 65)],
    ["an unknown type", frame(42)],
    ["what only servers send", frame(6)],
    ["a sync message of an unknown kind", frame(0, new Uint8Array(8), 3)],
    ["a payload shorter than it says", Uint8Array.of(1, 65, 1, 200, 1, 0)],
  ])("refuses %s", (_what, data) => {
    expect(gateAt().gate(data)).toEqual(CLOSED.malformed);
  });
});
