/** The CSV files of an export, and what each column of them says. Page, download and files are made from this. */
export const EXPORT_TABLES = ["forecasts", "questions", "people", "scores"] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

export interface DictionaryColumn {
  readonly column: string;
  /** Text, number, instant, or the words it can hold. */
  readonly holds: string;
  readonly meaning: string;
}

export interface DictionaryTable {
  readonly table: ExportTable;
  /** What a row is. */
  readonly row: string;
  /** How it joins the others. */
  readonly joins: string;
  readonly columns: readonly DictionaryColumn[];
}

const INSTANT = "instant, ISO 8601 in UTC, to the microsecond";
const PROBABILITY = "number in [0.001, 0.999]";

const of = (column: string, holds: string, meaning: string): DictionaryColumn => ({ column, holds, meaning });

/** What a question's columns say wherever they stand. */
const ASKED = {
  type: of("type", "binary, multiple_choice, numeric or date", "How the question is answered."),
  title: of("title", "text", "The question as it is asked."),
  opensAt: of("opensAt", INSTANT, "Forecasts count from here (S). Earlier ones count from here too."),
  closesAt: of("closesAt", INSTANT, "The scheduled close (E). closesAt − opensAt is the horizon T of every score."),
  knownAt: of(
    "knownAt",
    `${INSTANT}; empty until resolved`,
    "When the answer became publicly knowable (K). Forecasts after it score nothing.",
  ),
  outcome: of(
    "outcome",
    "yes, no, an option, a number or instant, below, above, void or ambiguous; empty until resolved",
    "The verdict in force. Void and ambiguous give no scores.",
  ),
} as const;

export const DATA_DICTIONARY: readonly DictionaryTable[] = [
  {
    table: "forecasts",
    row: "One event in the forecast log of a person on a question. A question without a forecast that you may see has one row with its last columns empty. Its binary questions can be imported again; a world file takes all of them.",
    joins: "question = questions.question, person = people.person. With scores: on both.",
    columns: [
      of("question", "text", "The question’s id in the team."),
      ASKED.type,
      ASKED.title,
      ASKED.opensAt,
      ASKED.closesAt,
      ASKED.knownAt,
      ASKED.outcome,
      of("person", "text", "The person’s id in the team: a pseudonym, not an address."),
      of("madeAt", INSTANT, "When it was made. Events of one person at one instant stand in their order."),
      of("kind", "forecast, reaffirmation or withdrawal", "A reaffirmation repeats what stands; a withdrawal ends it."),
      of(
        "probability",
        `${PROBABILITY}; empty unless kind is forecast of a binary question`,
        "The probability given to yes. 0.35 is 35 %.",
      ),
      of(
        "stated",
        "number in [0, 1]; mostly empty",
        "What an import stated, where the nearest probability that can be recorded is another.",
      ),
      of(
        "states",
        "JSON; empty for a binary question",
        "What a forecast of another type states: probabilities in the order of the options, quantiles by level, or a CDF.",
      ),
      of("reason", "text, at most 4,000 characters", "The reason given with it, if any."),
      of("name", "text", "The person’s name."),
    ],
  },
  {
    table: "questions",
    row: "One question in its present wording.",
    joins: "question = forecasts.question = scores.question.",
    columns: [
      of("question", "text", "The question’s id in the team."),
      of("brief", "text", "The id of the brief that it comes from."),
      of("briefTitle", "text", "That brief’s title."),
      of("scenario", "text", "The id of the scenario that it makes resolvable."),
      of("statement", "text", "That scenario’s sentence."),
      of(
        "role",
        "headline, indicator or conditional",
        "A scenario has one headline question; an indicator is an early sign of it; a conditional is asked in case another scenario comes true, or does not.",
      ),
      ASKED.type,
      ASKED.title,
      of("criteria", "text", "What makes the answer yes."),
      of("source", "text", "Where the answer will be read."),
      ASKED.opensAt,
      ASKED.closesAt,
      of("revealAt", `${INSTANT}; empty without a round`, "When the round closes and its forecasts are shown."),
      ASKED.knownAt,
      ASKED.outcome,
      of("evidence", "link; empty where none was given", "Where the answer was read."),
      of("asks", "JSON; empty for a binary question", "The options, or the range with its bounds, scale and unit."),
      of("tags", "text, separated by “; ”", "The labels of the question, in alphabetical order."),
      of(
        "withheld",
        "whole number",
        "Other people whose forecasts are not revealed yet, and so are not in this export.",
      ),
    ],
  },
  {
    table: "people",
    row: "One person of the team, those who have left included.",
    joins: "person = forecasts.person = scores.person.",
    columns: [
      of("person", "text", "The person’s id in the team."),
      of("name", "text", "Their name."),
      of("role", "lead, forecaster or observer", "What they do in the team."),
    ],
  },
  {
    table: "scores",
    row: "What one rule gives one person on one resolved question. Nobody without counted time has a row.",
    joins: "question = questions.question, person = people.person.",
    columns: [
      of("question", "text", "The question’s id in the team."),
      of("person", "text", "The person’s id in the team."),
      of(
        "rule",
        "relative_brier, time_averaged_brier, baseline, peer, spot_baseline, spot_peer or crps",
        "Which rule. Brier scores and CRPS (in the unit of the question’s range, milliseconds for a date): lower is better. The others are in points: higher is better.",
      ),
      of("score", "number", "The score, weighted by time as its rule says, at full precision."),
      of("coverage", "number in (0, 1]", "Counted time / T: the weight inside the score."),
      of(
        "attendance",
        "number in (0, 1]",
        "Counted time / (A − S), where A is the earlier of closesAt and knownAt: what minimums use.",
      ),
    ],
  },
];

/** The sections of a person's own file (JSON), in their order: everything that is kept about somebody. */
export const PERSON_FILE = [
  {
    section: "account",
    holds: "one",
    meaning: "Name, address, role, time zone, and how they sign in. No password or secret is ever given out.",
  },
  {
    section: "memberships",
    holds: "list",
    meaning:
      "Every team, present and past. `person` is the pseudonym that numbers stand under; `fileId` the id in an imported file.",
  },
  { section: "deputyships", holds: "list", meaning: "When they stood in for a lead, or somebody for them." },
  { section: "sessions", holds: "list", meaning: "Where and when they signed in, while it is kept." },
  { section: "identities", holds: "list", meaning: "Accounts elsewhere that they sign in with." },
  {
    section: "tokens",
    holds: "list",
    meaning: "The API tokens they made: what each may do, and when it was last used. Never the token.",
  },
  {
    section: "forecasts",
    holds: "list",
    meaning: "Their forecast log, with reasons: one’s own numbers are always there, also in a blind round.",
  },
  {
    section: "comments",
    holds: "list",
    meaning: "What they wrote in discussions of questions. A withdrawn comment has no words.",
  },
  { section: "remarks", holds: "list", meaning: "What they wrote and did in threads beside rationales." },
  {
    section: "dissents",
    holds: "list",
    meaning: "Notes that they differ from a rationale; a note taken back has no words.",
  },
  { section: "proposals", holds: "list", meaning: "Verdicts they proposed, with source, quote and note." },
  { section: "decisions", holds: "list", meaning: "Proposals they confirmed, rejected or took back." },
  { section: "rounds", holds: "list", meaning: "Rounds they opened, with what they asked of the forecasters." },
  { section: "evidence", holds: "list", meaning: "Files they handed in; the files themselves are on their questions." },
  { section: "scores", holds: "list", meaning: "What each rule gave them, as in scores.csv." },
  { section: "notices", holds: "list", meaning: "What they were told of in the last 90 days." },
  {
    section: "noticesOff",
    holds: "list",
    meaning: "What they do not want to be told of: a kind, a team, a scenario or a question.",
  },
  { section: "audit", holds: "list", meaning: "Entries of the audit log that they caused or that are about them." },
] as const;
