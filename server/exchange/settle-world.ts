import type { Anchor } from "#core/anchor";
import { type Fault, partOf, type World } from "#core/world";
import type { Prisma } from "#prisma/client/client";
import { anchorQuote, type ReadText, readText } from "#server/exchange/brief-text";
import type { SettledWorld } from "#server/exchange/world-rows/settled-world";
import { uuid7 } from "#server/platform/uuid";

export interface Settled extends SettledWorld {
  /** Member id of each person that the team does not have yet. */
  newMembers: ReadonlyMap<string, string>;
  matched: number;
  /** Ids that the team holds already and quotes that stand nowhere: a world with any is not to be written. */
  faults: Fault[];
}

interface Unsettled {
  teamId: string;
  importId: string | null;
  fileName: string;
  world: World;
  origin: SettledWorld["origin"];
}

/** Sets a world against the team that takes it: who is known, which ids are taken, where each quote stands. */
export async function settleWorld(
  tx: Prisma.TransactionClient,
  { teamId, importId, fileName, world, origin }: Unsettled,
): Promise<Settled> {
  const faults = await takenIds(tx, teamId, world);
  const texts = new Map(world.briefs.map(({ id, text, title }) => [id, readText(text, title)]));
  const anchors = anchorAll(world, texts, faults);
  const ids = world.people.map(({ id }) => id);
  const known = await held(tx, "Member", teamId, ids);
  const byId = new Map(known.flatMap(({ id, externalId }) => [[id, id] as const, [externalId ?? id, id] as const]));
  const unknown = ids.filter((id) => !byId.has(id));
  // In the order of the file: simultaneous forecasts of two people count in the order of their ids, so that an export
  // that is imported again gives the same scores to the last bit.
  const made = unknown.map(() => uuid7()).sort();
  const newMembers = new Map(unknown.map((id, i) => [id, made[i] ?? ""]));
  const members = new Map(ids.map((id) => [id, byId.get(id) ?? newMembers.get(id) ?? ""]));
  const matched = ids.length - newMembers.size;
  return { teamId, importId, fileName, origin, world, texts, anchors, members, newMembers, matched, faults };
}

/** An id that the team holds already: the file, or a part of it, was imported before. */
async function takenIds(tx: Prisma.TransactionClient, teamId: string, world: World): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [section, table] of TABLES) {
    const ids = world[section].map(({ id }) => id);
    const taken = new Set((await held(tx, table, teamId, ids)).flatMap(({ id, externalId }) => [id, externalId]));
    for (const { id, path } of world[section])
      if (taken.has(id))
        faults.push({
          path: partOf(path, path.startsWith("row ") ? "question" : "id"),
          message: `the team holds ${JSON.stringify(id)} already`,
        });
  }
  return faults;
}

const TABLES = [
  ["briefs", "Brief"],
  ["scenarios", "Scenario"],
  ["questions", "Question"],
] as const;

/** Rows of a team that go by one of these ids: the one they were imported with, or their own. */
function held(
  tx: Prisma.TransactionClient,
  table: "Member" | "Brief" | "Scenario" | "Question",
  teamId: string,
  ids: readonly string[],
): Promise<{ id: string; externalId: string | null }[]> {
  return tx.$queryRawUnsafe(
    `SELECT "id", "externalId" FROM "${table}"
     WHERE "teamId" = $1::uuid AND ("externalId" = ANY($2::text[]) OR "id"::text = ANY($2::text[]))`,
    teamId,
    ids,
  );
}

function anchorAll(world: World, texts: ReadonlyMap<string, ReadText>, faults: Fault[]): Map<string, Anchor> {
  const anchors = new Map<string, Anchor>();
  for (const { id, path, brief, quote } of world.scenarios) {
    const text = texts.get(brief ?? "")?.text;
    if (!quote || text === undefined) continue;
    const anchor = anchorQuote(text, quote);
    if (anchor) anchors.set(id, anchor);
    else
      faults.push({ path: `${path}.quote`, message: `these words do not stand in the brief ${JSON.stringify(brief)}` });
  }
  return anchors;
}
