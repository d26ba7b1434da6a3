import type { WorldBounds } from "#core/world-check";
import { recordAudit } from "#server/audit/record";
import type { Step } from "#server/exchange/insert-world";
import type { WorldFile } from "#server/exchange/read-file";
import { type FileFault, type TakenFiles, takeFiles } from "#server/exchange/take-files";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { type CopySession, copySession } from "#server/platform/copy-session";
import { AppError } from "#server/platform/errors";

export interface ImportReport extends TakenFiles {
  team: { id: string; name: string; created: boolean };
  importId: string;
}

/** Files with faults: nothing was written, and every fault was told. */
export class WorldRefused extends Error {
  override readonly name = "WorldRefused";
  constructor(readonly taken: TakenFiles) {
    super(`nothing was imported: ${taken.faults} faults`);
  }
}

/**
 * Imports world files and CSVs into a team, which is made if it does not exist: all of them in one transaction, or nothing.
 * Resolutions count as proposed and confirmed by the import, scores are computed, and every record enters the journal.
 *
 * @param options `tell` hears every fault as it is found, ids that the team holds already among them
 * @throws {WorldRefused} when there was a fault
 */
export async function importWorlds(
  files: readonly WorldFile[],
  options: { team: string; bounds: WorldBounds; tell?: (fault: FileFault) => void; step?: Step },
): Promise<ImportReport> {
  const { tell = () => {}, step = async () => {}, bounds } = options;
  const report = await copySession("import", async (session) => {
    const team = await takeTeam(session, options.team);
    const { id: importId } = await session.tx.worldImport.create({
      data: {
        teamId: team.id,
        fileName: files.map(({ name }) => name).join("\n"),
        bounds: bounds === "record" ? "RECORD" : "REFUSE",
        state: "IMPORTING",
      },
      select: { id: true },
    });
    const taken = await writeFiles(session, files, { teamId: team.id, importId, actorId: null, bounds, tell, step });
    return { ...taken, team, importId };
  });
  pokeSealer();
  return report;
}

/**
 * The writing of an import that has its row: files, report, journal and audit, in the session's transaction.
 *
 * @throws {WorldRefused} when there was a fault
 */
export async function writeFiles(
  session: CopySession,
  files: readonly WorldFile[],
  {
    actorId,
    ...into
  }: {
    teamId: string;
    importId: string;
    actorId: string | null;
    bounds: WorldBounds;
    tell(fault: FileFault): void;
    step: Step;
  },
): Promise<TakenFiles> {
  const { tx } = session;
  const { teamId, importId } = into;
  const taken = await takeFiles(session, files, { ...into, origin: "IMPORT", now: Date.now(), write: true });
  if (taken.faults > 0) throw new WorldRefused(taken);
  const { counts, matched, voided, scored, newTags, outside } = taken;
  // `now()` is when the transaction began: what it wrote carries the same instant, what comes after it a later one.
  const done = await tx.$executeRaw`
    UPDATE "WorldImport" SET "state" = 'IMPORTED', "importedAt" = now(), "progress" = 1, "phase" = '',
      "outside" = ${outside}, "report" = ${JSON.stringify({ counts, matched, voided, scored, newTags })}::jsonb
    WHERE "id" = ${importId}::uuid AND "state" = 'IMPORTING'`;
  if (done === 0) throw new AppError("CONFLICT", "The import was cancelled, or done by another process.");
  await journal(tx, { teamId, kind: "import", recordId: importId, body: { import: importId, ...counts } });
  await recordAudit(tx, { actorId, teamId, action: "world.import", subjectId: importId, detail: { ...counts } });
  return taken;
}

/**
 * Finds or makes the team and locks its row: two imports into one team queue, and see each other's ids. Rows that only
 * point to the team do not wait.
 */
async function takeTeam({ tx }: CopySession, name: string): Promise<ImportReport["team"]> {
  const { count } = await tx.team.createMany({ data: [{ name }], skipDuplicates: true });
  const [team] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "Team" WHERE "name" = ${name} FOR NO KEY UPDATE`;
  if (!team) throw new RangeError(`team ${name} must exist once it was made`);
  return { ...team, created: count === 1 };
}
