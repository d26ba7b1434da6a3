import { formatInstant } from "#core/instant";
import type { Fault } from "#core/world";
import type { WorldBounds } from "#core/world-check";
import { ForecastStage } from "#server/exchange/forecast-stage";
import { insertWorld, type Step } from "#server/exchange/insert-world";
import { readWorldFile, type WorldFile } from "#server/exchange/read-file";
import { settleWorld } from "#server/exchange/settle-world";
import type { SettledWorld } from "#server/exchange/world-rows/settled-world";
import type { CopySession } from "#server/platform/copy-session";

export type FileFault = Fault & { file: string };

export interface ImportCounts {
  people: number;
  briefs: number;
  scenarios: number;
  relations: number;
  questions: number;
  forecasts: number;
  resolutions: number;
}

/** A forecast as a preview shows it. */
export interface PreviewRow {
  title: string;
  person: string;
  /** ISO. */
  madeAt: string;
  kind: string;
  probability: number | null;
  /** What a question that is not binary is answered with, shortened. */
  states: string | null;
}

/** What files hold and what became of them. */
export interface TakenFiles {
  /** People that are new to the team, and everything else that the files state. */
  counts: ImportCounts;
  /** People of the files who were in the team already. */
  matched: number;
  /** First and last instants of forecasts, ISO. */
  from: string | null;
  to: string | null;
  /** The first forecasts of the first file. */
  first: PreviewRow[];
  /** Keys and columns that the format does not know, left aside. */
  ignored: string[];
  /** How many questions were answered before they opened, and so are void. */
  voided: number;
  faults: number;
  /** Probabilities in [0, 1] that cannot be recorded; faults where they are to be refused. */
  outside: number;
  /** How many people were scored, questions added up. */
  scored: number;
  /** Ids of labels that the team did not have. */
  newTags: string[];
}

const SHOWN = 8;

export interface Taking {
  teamId: string;
  importId: string | null;
  origin: SettledWorld["origin"];
  bounds: WorldBounds;
  /** No forecast or answer may lie after it, in milliseconds. */
  now: number;
  /** Told of every fault as it is found, and of what lies outside the bounds. */
  tell(fault: FileFault): void;
  step: Step;
  /** `false` looks only. */
  write: boolean;
}

/**
 * Takes files into a team, one after the other, within the session's transaction. From the first fault on nothing more is
 * written, but everything is read, so that every fault is told; the caller then has to let the transaction fail.
 */
export async function takeFiles(
  session: CopySession,
  files: readonly WorldFile[],
  taking: Taking,
): Promise<TakenFiles> {
  const taken: TakenFiles = {
    counts: { people: 0, briefs: 0, scenarios: 0, relations: 0, questions: 0, forecasts: 0, resolutions: 0 },
    matched: 0,
    from: null,
    to: null,
    first: [],
    ignored: [],
    voided: 0,
    faults: 0,
    outside: 0,
    scored: 0,
    newTags: [],
  };
  for (const file of files) await takeFile(session, file, taking, taken);
  return taken;
}

async function takeFile(session: CopySession, file: WorldFile, taking: Taking, taken: TakenFiles): Promise<void> {
  const tell = (fault: Fault) => {
    if (fault.bounds) taken.outside += 1;
    if (!fault.bounds || taking.bounds === "refuse") taken.faults += 1;
    taking.tell({ ...fault, file: file.name });
  };
  const stage = await ForecastStage.open(session);
  const read = await readWorldFile(file, taking.now, {
    tell,
    keep: (forecast) => stage.keep(forecast),
    async breathe(bytesRead) {
      await stage.flush(false);
      await taking.step("Reading", file.size ? bytesRead / file.size : 0);
    },
  });
  await stage.flush(true);
  await taking.step("Checking", 1);
  await stage.check(read, tell);
  const { teamId, importId, origin } = taking;
  const settled = await settleWorld(session.tx, { teamId, importId, fileName: file.name, world: read.world, origin });
  for (const fault of settled.faults) tell(fault);

  const { world } = read;
  taken.matched += settled.matched;
  taken.counts.people += world.people.length - settled.matched;
  for (const section of ["briefs", "scenarios", "relations", "questions", "resolutions"] as const)
    taken.counts[section] += world[section].length;
  taken.counts.forecasts += stage.count;
  taken.ignored.push(...read.ignored);
  taken.voided += read.voided.length;
  const { from, to } = await stage.facts();
  if (from !== null && (taken.from === null || from < taken.from)) taken.from = from;
  if (to !== null && (taken.to === null || to > taken.to)) taken.to = to;
  if (taken.first.length === 0) {
    const titles = new Map(world.questions.map(({ id, title }) => [id, title]));
    taken.first = (await stage.first(SHOWN)).map(({ question, person, madeAt, kind, probability, worded }) => ({
      title: titles.get(read.questionIds[question] ?? "") ?? read.questionIds[question] ?? "",
      person: read.personIds[person] ?? "",
      madeAt: formatInstant(madeAt),
      kind,
      probability,
      states: worded && shortWords(worded),
    }));
  }
  if (!taking.write || taken.faults > 0) return;
  const written = await insertWorld(session, settled, read, stage, taking.step);
  taken.scored += written.scored;
  taken.newTags.push(...written.newTags);
}

/** The numbers of a forecast as they stand in the file, as far as they fit a line. */
function shortWords(worded: string): string {
  const bare = worded
    .replace(/["{}[\]]/g, "")
    .replace(/^(probabilities|quantiles|cdf):/, "")
    .replaceAll(",", ", ");
  return bare.length > 40 ? `${bare.slice(0, 39)}…` : bare;
}
