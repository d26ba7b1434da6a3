import type { WorldAsked } from "#core/world-forecast";
import type { Journalled } from "#server/ledger/journal";

export type Row = Record<string, unknown>;

export interface Asked {
  id: string;
  /** One per list of options that it offered; one in all for other types. */
  versionIds: readonly string[];
  asked: WorldAsked;
}

/** The rows that a world becomes, table by table, with the journal entry of each record. */
export interface WorldRows {
  briefs: Row[];
  briefVersions: Row[];
  passages: Row[];
  sources: Row[];
  scenarios: Row[];
  anchors: Row[];
  relations: Row[];
  relationMembers: Row[];
  questions: Row[];
  questionVersions: Row[];
  conditionals: Row[];
  resolutions: Row[];
  journal: Journalled[];
  /** Question id of the file → its row and the version that forecasts answer. */
  asked: ReadonlyMap<string, Asked>;
}

export type Tables = Omit<WorldRows, "asked">;
