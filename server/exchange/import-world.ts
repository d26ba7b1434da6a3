import type { Fault, World } from "#core/world";
import type { WorldBounds } from "#core/world-check";
import { readWorld } from "#core/world-read";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { insertWorld } from "#server/exchange/insert-world";
import { settleWorld } from "#server/exchange/settle-world";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";

export interface WorldFile {
  /** Names the brief of questions that name no scenario. */
  name: string;
  json: unknown;
}

export interface ImportReport {
  team: { id: string; name: string; created: boolean };
  counts: Record<"people" | "briefs" | "scenarios" | "questions" | "forecasts" | "resolutions", number>;
  /** People of the files who were in the team already. */
  matched: number;
  /** How many people were scored, questions added up. */
  scored: number;
  /** Keys that the format does not know, left aside. */
  ignored: string[];
}

/** Every fault of the files, each with its path; nothing was written. */
export class WorldFaults extends Error {
  override readonly name = "WorldFaults";
  constructor(readonly faults: readonly (Fault & { file: string })[]) {
    super(`nothing was imported: ${faults.length} faults`);
  }
}

/** A large world takes minutes; Prisma would end the transaction after seconds. */
const PATIENCE = { timeout: 60 * 60_000, maxWait: 30_000 };

/**
 * Imports world files into a team, which is made if it does not exist: all of them in one transaction, or nothing.
 * Resolutions count as proposed and confirmed by the import, scores are computed, and every record enters the journal.
 *
 * @throws {WorldFaults} listing every fault, ids that the team holds already among them
 */
export async function importWorlds(
  files: readonly WorldFile[],
  { team: teamName, bounds }: { team: string; bounds: WorldBounds },
): Promise<ImportReport> {
  const worlds = readAll(files, bounds);
  const report = await db.$transaction(async (tx) => {
    const team = await takeTeam(tx, teamName);
    const counts = { people: 0, briefs: 0, scenarios: 0, questions: 0, forecasts: 0, resolutions: 0 };
    const report: ImportReport = { team, counts, matched: 0, scored: 0, ignored: [] };
    const faults: (Fault & { file: string })[] = [];
    for (const { name, world, ignored } of worlds) {
      const settled = await settleWorld(tx, { teamId: team.id, fileName: name, world });
      if ("faults" in settled) {
        faults.push(...settled.faults.map((fault) => ({ ...fault, file: name })));
        continue;
      }
      report.scored += await insertWorld(tx, settled);
      report.matched += settled.matched;
      report.ignored.push(...ignored);
      counts.people += world.people.length - settled.matched;
      for (const section of ["briefs", "scenarios", "questions", "forecasts", "resolutions"] as const)
        counts[section] += world[section].length;
    }
    if (faults.length > 0) throw new WorldFaults(faults);
    await recordAudit(tx, { actorId: null, teamId: team.id, action: "world.import", detail: counts });
    return report;
  }, PATIENCE);
  pokeSealer();
  return report;
}

function readAll(files: readonly WorldFile[], bounds: WorldBounds) {
  const now = Date.now();
  const read = files.map(({ name, json }) => ({ name, ...readWorld(json, { bounds, now }) }));
  const faults = read.flatMap((file) =>
    "faults" in file ? file.faults.map((fault) => ({ ...fault, file: file.name })) : [],
  );
  if (faults.length > 0) throw new WorldFaults(faults);
  return read.flatMap((file): { name: string; world: World; ignored: string[] }[] => ("world" in file ? [file] : []));
}

/** Finds or makes the team and locks its row: two imports into one team queue, and see each other's ids. */
async function takeTeam(tx: Prisma.TransactionClient, name: string): Promise<ImportReport["team"]> {
  const { count } = await tx.team.createMany({ data: [{ name }], skipDuplicates: true });
  const [team] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "Team" WHERE "name" = ${name} FOR UPDATE`;
  if (!team) throw new RangeError(`team ${name} must exist once it was made`);
  return { ...team, created: count === 1 };
}
