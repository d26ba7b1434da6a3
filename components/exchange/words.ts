import { counted } from "#components/ui/format";

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

/** What an import is at, in a word or two. */
export const STATE_WORDS: Readonly<Record<ImportState, string>> = {
  UPLOADING: "Uploading",
  CHECKING: "Being checked",
  CHECKED: "Waiting for you",
  IMPORTING: "Being imported",
  IMPORTED: "Imported",
  UNDOING: "Being taken back",
  UNDONE: "Taken back",
  CANCELLED: "Discarded",
  FAILED: "Failed",
};

/** Whether the server is at it, so that the page has to look again. */
export const isBusy = (state: ImportState): boolean =>
  state === "UPLOADING" || state === "CHECKING" || state === "IMPORTING" || state === "UNDOING";

const COUNTED: readonly (readonly [key: string, one: string, many: string])[] = [
  ["people", "new person", "new people"],
  ["briefs", "brief", "briefs"],
  ["scenarios", "scenario", "scenarios"],
  ["relations", "relation", "relations"],
  ["questions", "question", "questions"],
  ["forecasts", "forecast", "forecasts"],
  ["resolutions", "answer", "answers"],
];

/** What a file holds, without what it does not: "2 questions", "51,135 forecasts". */
export function countsInWords(counts: Readonly<Record<string, number>>): string[] {
  return COUNTED.flatMap(([key, one, many]) => {
    const count = counts[key] ?? 0;
    return count > 0 ? [counted(count, one, many)] : [];
  });
}
