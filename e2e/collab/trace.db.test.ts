import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { testDatabase } from "#server/platform/test-database";
import { E2E_SECRET } from "../fixtures/accounts";
import { SHARED_ABSENT, sharedDir } from "../fixtures/shared";
import { replay } from "./replay";
import { burstsOf, readTrace, TRACE_TEXT, type Trace } from "./trace";

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
  numAgents: 3,
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
