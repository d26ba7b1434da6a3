import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { seededRandom } from "#core/math/random";
import { testDatabase } from "#server/platform/test-database";
import { E2E_SECRET } from "../fixtures/accounts";
import { SHARED_ABSENT, sharedDir } from "../fixtures/shared";
import { randomSession } from "./random-trace";
import { replay } from "./replay";
import { readTrace, type Trace } from "./trace";
import { burstsOf } from "./trace-bursts";
import { TRACE_TEXT } from "./trace-line";

const { pool, url } = testDatabase();
const shared = sharedDir();
process.env.AUTH_SECRET = E2E_SECRET;

describe.skipIf(shared === null)(`recorded editing${shared ? "" : ` (${SHARED_ABSENT})`}`, () => {
  it.each([
    ["two people at once", "friendsforever_concurrent.json.gz", 2],
    ["one writer", "sveltecomponent.json.gz", 1],
  ])("of %s, replayed over two nodes, ends in its text", async (_what, file, writers) => {
    const trace = readTrace(resolve(shared ?? "", "data/traces", file));
    expect(await replay(trace, { pool, databaseUrl: url })).toMatchObject({ writers, differing: [] });
  });
});

/** Three writers of whom one works on two lines at once, from a text with characters outside the basic plane. */
const SMALL: Trace = {
  startContent: "a🙂c",
  endContent: "a🙂🙃bcxyz!",
  txns: [
    { parents: [], agent: 0, patches: [[2, 0, "b"]] },
    { parents: [], agent: 1, patches: [[3, 0, "x"]] },
    { parents: [], agent: 1, patches: [[3, 0, "y"]] },
    { parents: [1, 2], agent: 2, patches: [[5, 0, "z"]] },
    {
      parents: [0, 3],
      agent: 0,
      patches: [
        [2, 0, "🙃"],
        [8, 0, "?"],
        [8, 1, "!"],
      ],
    },
  ],
};

it("a trace with a beginning, characters of two units and a writer of two lines replays as well", async () => {
  const document = new Y.Doc();
  for (const { update } of burstsOf(SMALL)) Y.applyUpdate(document, update);
  expect(document.getText(TRACE_TEXT).toString()).toBe(SMALL.endContent);
  expect(await replay(SMALL, { pool, databaseUrl: url })).toMatchObject({ writers: 3, differing: [] });
});

it("a random session of sixty writers ends in its text on two nodes", async () => {
  const trace = randomSession(seededRandom(11), { txns: 150, agents: 60, branching: 0.3 });
  expect(await replay(trace, { pool, databaseUrl: url })).toMatchObject({ differing: [] });
});

it("what is inserted at once may be larger than a message", async () => {
  const long = "漢🙂 ".repeat(200_000);
  const trace: Trace = {
    startContent: long,
    endContent: `${long}${long}`,
    txns: [{ agent: 0, patches: [[600_000, 0, long]] }],
  };
  expect(await replay(trace, { pool, databaseUrl: url })).toMatchObject({ writers: 1, differing: [] });
});

it("a text larger than there may be is refused with the reason", async () => {
  const long = "x".repeat(6 << 20);
  const trace: Trace = { startContent: "", endContent: long, txns: [{ agent: 0, patches: [[0, 0, long]] }] };
  await expect(replay(trace, { pool, databaseUrl: url })).rejects.toThrow("The server refuses it: document-full.");
});

it("a trace that does not lead to what it calls its end is refused", async () => {
  const trace: Trace = { startContent: "a", endContent: "ab", txns: [{ agent: 0, patches: [[1, 0, "c"]] }] };
  await expect(replay(trace, { pool, databaseUrl: url })).rejects.toThrow("Its end is not what");
});
