import { z } from "zod";
import { actorOf } from "#server/identity/actor";
import { startSealer } from "#server/ledger/sealer";
import { db, pool } from "#server/platform/db";
import { openThread } from "#server/rationales/threads/open-thread";
import { placeOfWords } from "../fixtures/threads";

/** A node of its own on which somebody comments on some words, seals that in the ledger, and ends. */
const { scenarioId, userId, words, body } = z
  .object({ scenarioId: z.uuid(), userId: z.uuid(), words: z.string(), body: z.string() })
  .parse(JSON.parse(process.argv[2] ?? "{}"));

const sealer = await startSealer();
const actor = await actorOf(userId);
const scenario = await db.scenario.findUniqueOrThrow({
  where: { id: scenarioId },
  select: { id: true, teamId: true, archivedAt: true },
});
if (!actor) throw new RangeError(`there is no user ${userId}`);
await openThread({ actor, scenario }, { ...(await placeOfWords(scenarioId, words)), body });
await sealer.stop();
await pool.end();
process.exit(0);
