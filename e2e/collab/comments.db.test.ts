import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { loadActors } from "#server/identity/actor";
import { readSession } from "#server/identity/session-token";
import { liveBus } from "#server/live/bus";
import { liveEvents } from "#server/live/live-events";
import { testDatabase } from "#server/platform/test-database";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { servedTeam } from "./served";

const { db, url } = testDatabase();
const { ids, cookies, team } = servedTeam();

beforeAll(() => liveBus.start());
afterAll(() => liveBus.stop());

it("a comment made on one node is told to a reader on another, who then sees it", async () => {
  const scenarioId = await team().scenario();
  const { teamId } = team();
  const content = [paragraph("The port was closed in May.")];
  await seedRationale(db, { scenarioId, teamId, userId: ids.ben, content });
  const claim = await readSession(cookies.observer);
  const reader = claim && (await loadActors([claim]))(claim);
  if (!reader) throw new RangeError("the observer must be somebody");
  expect((await rationaleOf(reader, scenarioId)).comments.threads).toEqual([]);

  const leaving = new AbortController();
  const heard = liveEvents({
    recheck: async () => reader,
    after: liveBus.last,
    since: null,
    signal: leaving.signal,
  });
  const words = { scenarioId, userId: ids.ada, words: "closed in May", body: "Says who?" };
  const node = promisify(execFile)(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", "e2e/collab/comment-once.ts", JSON.stringify(words)],
    { env: { ...process.env, DATABASE_URL: url } },
  );
  const { value } = await heard.next();
  expect(value).toMatchObject({ kind: "rationale.comment", teamId, topicId: scenarioId });
  leaving.abort();
  await node;
  const { threads } = (await rationaleOf(reader, scenarioId)).comments;
  expect(threads).toMatchObject([{ words: "closed in May", comments: [{ body: "Says who?" }] }]);
});
