import { brier, points, signedBrier } from "#components/ui/format";

export type ScoreRule =
  | "PEER"
  | "BASELINE"
  | "RELATIVE_BRIER"
  | "TIME_AVERAGED_BRIER"
  | "SPOT_PEER"
  | "SPOT_BASELINE"
  | "CRPS";

interface RuleWords {
  label: string;
  /** For a column. */
  short: string;
  /** Where it is explained at length. */
  way: "higher is better" | "lower is better";
  /** What it is, in half a sentence. */
  what: string;
  /** What stands in the column of the crowd; null for scores that know none. */
  crowd: string | null;
  /** As a score is shown everywhere. */
  show: (value: number) => string;
  /** One digit more, so that parts visibly add up. */
  exact: (value: number) => string;
}

const inPoints = { show: (value: number) => points(value), exact: (value: number) => points(value, 2) };
const exactBrier = (value: number) => `${value < 0 ? "\u2212" : ""}${Math.abs(value).toFixed(5)}`;

const figures = (value: number, digits: number) => value.toLocaleString("en", { maximumSignificantDigits: digits });

/** How each score is called and read. */
export const RULE_WORDS: Record<ScoreRule, RuleWords> = {
  PEER: {
    label: "Peer score",
    short: "Peer",
    way: "higher is better",
    what: "against the others who stood at the same time",
    crowd: "The others, %",
    ...inPoints,
  },
  BASELINE: {
    label: "Baseline score",
    short: "Baseline",
    way: "higher is better",
    what: "against an even chance",
    crowd: null,
    ...inPoints,
  },
  RELATIVE_BRIER: {
    label: "Relative Brier",
    short: "Rel. Brier",
    way: "lower is better",
    what: "own Brier score less the crowd’s median",
    crowd: "Crowd’s Brier",
    show: signedBrier,
    exact: exactBrier,
  },
  TIME_AVERAGED_BRIER: {
    label: "Time-averaged Brier",
    short: "Mean Brier",
    way: "lower is better",
    what: "what was held, over the time in which it counted; it ranks nobody",
    crowd: null,
    show: brier,
    exact: exactBrier,
  },
  SPOT_PEER: {
    label: "Spot peer score",
    short: "Spot peer",
    way: "higher is better",
    what: "at the one instant before the numbers were shown, against who stood strictly before it",
    crowd: "The others, %",
    ...inPoints,
  },
  SPOT_BASELINE: {
    label: "Spot baseline score",
    short: "Spot base.",
    way: "higher is better",
    what: "at the one instant before the numbers were shown, against an even chance",
    crowd: null,
    ...inPoints,
  },
  CRPS: {
    label: "CRPS",
    short: "CRPS",
    way: "lower is better",
    what: "how far the curve lay from what happened, in the question’s unit (days for a date); it ranks nobody",
    crowd: null,
    show: (value) => figures(value, 3),
    exact: (value) => figures(value, 6),
  },
};

/** Whether the score is taken at one instant. */
export const isSpot = (rule: ScoreRule): boolean => rule === "SPOT_PEER" || rule === "SPOT_BASELINE";
