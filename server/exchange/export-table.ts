import { DATA_DICTIONARY, type ExportTable } from "#core/data-dictionary";
import { formatInstant } from "#core/instant";
import { BYTE_ORDER_MARK, csvLine } from "#core/spreadsheet";
import { type ExportReader, inSnapshot, type Row, type Snapshot } from "#server/exchange/export-snapshot";
import * as sql from "#server/exchange/export-sql";
import { askedPart, outcomePart, statedPart } from "#server/exchange/export-typed";

/** One table of a team as a CSV, in pieces, with the columns that the data dictionary states. */
export const exportTable = (teamId: string, reader: ExportReader, table: ExportTable): AsyncGenerator<string> =>
  inSnapshot(teamId, reader, (snapshot) => tableText(snapshot, table));

async function* tableText(snapshot: Snapshot, table: ExportTable): AsyncGenerator<string> {
  const columns = columnsOf(table);
  yield BYTE_ORDER_MARK + csvLine(columns);
  for await (const rows of rowsOf(snapshot, table))
    yield rows.map((row) => csvLine(cellsOf(row, table, columns))).join("");
}

export const columnsOf = (table: ExportTable): string[] =>
  DATA_DICTIONARY.find((entry) => entry.table === table)?.columns.map(({ column }) => column) ?? [];

function rowsOf({ teamId, hidden, reader, pages }: Snapshot, table: ExportTable): AsyncGenerator<Row[]> {
  const { drafts, allScores, viewer } = reader;
  switch (table) {
    case "forecasts":
      return pages(sql.FORECAST_ROWS, [teamId, hidden, viewer.memberId, drafts]);
    case "questions":
      return pages(sql.QUESTION_ROWS, [teamId, hidden, viewer.memberId, drafts]);
    case "people":
      return pages(sql.PERSON_ROWS, [teamId]);
    case "scores":
      return pages(sql.SCORE_ROWS, [teamId, allScores, viewer.memberId]);
  }
}

function cellsOf(row: Row, table: ExportTable, columns: readonly string[]) {
  const written = table === "forecasts" || table === "questions" ? typedRow(row, table) : row;
  return columns.map((name) => cellOf(name, written));
}

/** The verdict in one cell; in one more, as JSON, what stands for the probability or the answer where neither is one number. */
function typedRow(row: Row, table: "forecasts" | "questions"): Row {
  const verdict = { outcome: outcomePart(pick(row, ["outcome", "option", "value", "type"])) };
  if (table === "questions") {
    const { asked } = askedPart(row);
    return { ...row, ...verdict, asks: Object.keys(asked).length > 0 ? JSON.stringify(asked) : null };
  }
  const { stated, probability, ...typed } = statedPart(row).stated;
  return {
    ...row,
    ...verdict,
    stated,
    probability,
    states: Object.keys(typed).length > 0 ? JSON.stringify(typed) : null,
  };
}

const pick = (row: Row, keys: readonly string[]): Row => Object.fromEntries(keys.map((key) => [key, row[key]]));

const INSTANTS = new Set(["opensAt", "closesAt", "knownAt", "madeAt", "revealAt"]);

function cellOf(name: string, row: Row): string | number | null {
  const value = row[name];
  if (typeof value === "number") return INSTANTS.has(name) ? formatInstant(value) : value;
  return typeof value === "string" ? value : null;
}

/** The data dictionary itself as a CSV. */
export function* dictionaryText(): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(["file", "column", "holds", "meaning", "one row is", "joins"]);
  for (const { table, columns, row, joins } of DATA_DICTIONARY)
    yield columns
      .map(({ column, holds, meaning }) => csvLine([`${table}.csv`, column, holds, meaning, row, joins]))
      .join("");
}
