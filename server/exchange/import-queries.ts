import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { safeCell } from "#core/spreadsheet";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** Faults on one page of the list. */
const PAGE = 50;
/** Rows that are fetched together for the file of faults. */
const FETCH = 5000;
const LISTED = 50;

const Counts = z.record(z.string(), z.number());
const Preview = z.object({
  counts: Counts,
  matched: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  first: z.array(
    z.object({
      title: z.string(),
      person: z.string(),
      madeAt: z.string(),
      kind: z.string(),
      probability: z.number().nullable(),
      states: z.string().nullable().default(null),
    }),
  ),
  ignored: z.array(z.string()),
  voided: z.number(),
});
const Report = z.object({ counts: Counts, matched: z.number(), voided: z.number(), scored: z.number() });

const STATUS = {
  id: true,
  teamId: true,
  state: true,
  phase: true,
  progress: true,
  fileName: true,
  faults: true,
  outside: true,
  failure: true,
} as const;

export type ImportState =
  | "UPLOADING"
  | "CHECKING"
  | "CHECKED"
  | "IMPORTING"
  | "IMPORTED"
  | "UNDOING"
  | "UNDONE"
  | "CANCELLED"
  | "FAILED";

/** How far an import is, for whoever watches it. */
export interface ImportStatus {
  id: string;
  teamId: string;
  state: ImportState;
  phase: string;
  /** Of the step under way, in [0, 1]. */
  progress: number;
  fileName: string;
  faults: number;
  outside: number;
  failure: string | null;
}

export const importStatus = (id: string): Promise<ImportStatus> =>
  db.worldImport.findUniqueOrThrow({ where: { id }, select: STATUS });

export interface ListedImport extends ImportStatus {
  createdAt: Date;
  by: string | null;
  importedAt: Date | null;
  undoneAt: Date | null;
  undoneBy: string | null;
  forecasts: number | null;
}

const LISTED_FIELDS = {
  ...STATUS,
  createdAt: true,
  importedAt: true,
  undoneAt: true,
  report: true,
  preview: true,
  createdBy: { select: { name: true } },
  undoneBy: { select: { name: true } },
} as const;

/** The imports of a team, newest first. @throws NOT_FOUND for who may not import there */
export async function importsOf(actor: Actor, teamId: string): Promise<ListedImport[]> {
  if (!can(actor, "world.import", { teamId })) throw notFound();
  const rows = await db.worldImport.findMany({
    where: { teamId },
    select: LISTED_FIELDS,
    orderBy: { createdAt: "desc" },
    take: LISTED,
  });
  return rows.map(listed);
}

/** From which on, and how many. */
interface From<T> {
  after: T;
  take: number;
}

/** The imports of a team in the order of their making. @throws NOT_FOUND for who may not import there */
export async function importsAfter(
  actor: Actor,
  teamId: string,
  { after, take }: From<string | null>,
): Promise<ListedImport[]> {
  if (!can(actor, "world.import", { teamId })) throw notFound();
  const rows = await db.worldImport.findMany({
    where: { teamId, ...(after === null ? {} : { id: { gt: after } }) },
    select: LISTED_FIELDS,
    orderBy: { id: "asc" },
    take,
  });
  return rows.map(listed);
}

/** Faults of an import that its reader has asked for already, by their number. */
export const faultsAfter = (importId: string, { after, take }: From<number>) =>
  db.worldImportFault.findMany({
    where: { importId, number: { gt: after } },
    select: { number: true, path: true, message: true, bounds: true },
    orderBy: { number: "asc" },
    take,
  });

export interface ImportPage extends ListedImport {
  team: string;
  bounds: "refuse" | "record";
  preview: z.infer<typeof Preview> | null;
  report: z.infer<typeof Report> | null;
  faultRows: { number: number; path: string; message: string; bounds: boolean }[];
  page: number;
  pages: number;
}

/** One import with a page of its faults. @throws NOT_FOUND for who may not import there */
export async function importPage(actor: Actor, id: string, page: number): Promise<ImportPage> {
  const row = await db.worldImport.findUnique({
    where: { id },
    select: { ...LISTED_FIELDS, bounds: true, team: { select: { name: true } } },
  });
  if (!row || !can(actor, "world.import", { teamId: row.teamId })) throw notFound();
  const all = row.faults + row.outside;
  const pages = Math.max(1, Math.ceil(all / PAGE));
  const shown = Math.min(page, pages);
  const faultRows = await db.worldImportFault.findMany({
    where: { importId: id },
    select: { number: true, path: true, message: true, bounds: true },
    orderBy: { number: "asc" },
    skip: (shown - 1) * PAGE,
    take: PAGE,
  });
  return {
    ...listed(row),
    team: row.team.name,
    bounds: row.bounds === "RECORD" ? "record" : "refuse",
    preview: Preview.nullable().catch(null).parse(row.preview),
    report: Report.nullable().catch(null).parse(row.report),
    faultRows,
    page: shown,
    pages,
  };
}

type Row = ImportStatus & {
  createdAt: Date;
  importedAt: Date | null;
  undoneAt: Date | null;
  report: unknown;
  preview: unknown;
  createdBy: { name: string } | null;
  undoneBy: { name: string } | null;
};

function listed({ createdBy, undoneBy, report, preview, ...row }: Row): ListedImport {
  const { id, teamId, state, phase, progress, fileName, faults, outside, failure } = row;
  const counts = z.object({ counts: Counts }).safeParse(report ?? preview);
  return {
    id,
    teamId,
    state,
    phase,
    progress,
    fileName,
    faults,
    outside,
    failure,
    createdAt: row.createdAt,
    importedAt: row.importedAt,
    undoneAt: row.undoneAt,
    by: createdBy?.name ?? null,
    undoneBy: undoneBy?.name ?? null,
    forecasts: counts.success ? (counts.data.counts.forecasts ?? null) : null,
  };
}

/** Every fault of an import as a CSV, as it is read. @throws NOT_FOUND for who may not import there */
export async function faultsFile(actor: Actor, id: string): Promise<AsyncGenerator<string>> {
  const row = await db.worldImport.findUnique({ where: { id }, select: { teamId: true } });
  if (!row || !can(actor, "world.import", { teamId: row.teamId })) throw notFound();
  return faultLines(id);
}

async function* faultLines(importId: string): AsyncGenerator<string> {
  yield "\uFEFFplace,fault\r\n";
  for (let after = 0; ; ) {
    const faults = await db.worldImportFault.findMany({
      where: { importId, number: { gt: after } },
      select: { number: true, path: true, message: true },
      orderBy: { number: "asc" },
      take: FETCH,
    });
    const last = faults.at(-1);
    if (!last) return;
    after = last.number;
    yield faults.map(({ path, message }) => `${cell(path)},${cell(message)}\r\n`).join("");
  }
}

const cell = (text: string) => `"${safeCell(text).replaceAll('"', '""')}"`;
