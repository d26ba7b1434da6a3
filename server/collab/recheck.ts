import { setTimeout as delay } from "node:timers/promises";
import { CLOSED } from "#core/rationale";
import { access } from "#server/collab/authenticate";
import type { Caller } from "#server/collab/caller";
import { loadActors } from "#server/identity/actor";
import { readSession, type SessionClaim } from "#server/identity/session-token";
import { db } from "#server/platform/db";
import { log } from "#server/platform/log";

/** Asks again what everybody connected may do, in two queries, and closes the connections whose answer has changed. */
export async function recheck(callers: Iterable<Caller>): Promise<void> {
  const claims = new Map<Caller, SessionClaim | null>();
  for (const caller of [...callers]) claims.set(caller, await readSession(caller.headers.cookie));
  const ids = new Set([...claims.keys()].flatMap(({ documents }) => [...documents.keys()]));
  const [rows, actorOf] = await Promise.all([
    db.scenario.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, teamId: true, archivedAt: true },
    }),
    loadActors([...claims.values()].filter((claim) => claim !== null)),
  ]);
  const scenarios = new Map(rows.map((row) => [row.id, row]));
  for (const [caller, claim] of claims) {
    const actor = claim && actorOf(claim);
    if (!actor) {
      caller.close(CLOSED.signedOut);
      continue;
    }
    caller.actor = actor;
    for (const [scenarioId, granted] of caller.documents) {
      if (!ids.has(scenarioId)) continue; // let in while we asked
      const now = access(actor, scenarios.get(scenarioId) ?? null);
      if (!now) caller.close(CLOSED.notFound);
      else if (now.readOnly !== granted.readOnly) caller.close(CLOSED.rightsChanged);
    }
  }
}

/** Does so every few seconds until stopped. */
export function rechecking(callers: () => Iterable<Caller>, everyMs: number) {
  const stopped = new AbortController();
  async function run(): Promise<void> {
    for (;;) {
      await delay(everyMs, undefined, { signal: stopped.signal, ref: false });
      // Without the database nothing can be written either; the next round asks again.
      await recheck(callers()).catch((error) => log.error({ error }, "rights could not be asked about again"));
    }
  }
  run().catch(() => {}); // ends by being stopped
  return { stop: () => stopped.abort() };
}
