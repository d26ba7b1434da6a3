import { bare, counted, percent } from "#components/ui/format";
import type { CalibrationSummary } from "#core/calibration/murphy";
import type { Departure, Reading } from "#core/calibration/reading";

/** What a record says of itself in words: the figures of a diagram, with its band. */
export interface RecordInWords {
  readonly questions: number;
  readonly figures: { readonly summary: CalibrationSummary; readonly bold: number } | null;
  readonly drawn: {
    readonly reading: Reading;
    readonly steps: readonly { readonly low: number; readonly high: number }[];
  } | null;
}

/** A sentence with the words that it turns on. */
export interface Sentence {
  readonly head: string;
  readonly text: string;
}

/** Share of forecasts that a pointwise band of 90 % leaves outside by luck. */
const BY_LUCK = 0.1;
/** Below this many questions a record can show a large fault, not a small one. */
export const FEW_QUESTIONS = 30;
/** Below this many the curve is drawn and nothing is said of it. */
export const TOO_FEW_QUESTIONS = 10;
/** Departures named one by one; what is left is a matter for the table. */
const NAMED = 3;

/**
 * What a reliability diagram shows, in sentences: where it leaves the band of a calibrated forecaster and to which side,
 * how bold the forecasts are, what they tell apart, and how little a few questions can say. Where the band covers the
 * curve it says just that.
 */
export function inWords({ questions, figures, drawn }: RecordInWords): Sentence[] {
  if (!figures || !drawn) return [];
  const { summary, bold } = figures;
  const said = calibrationWords(drawn);
  return [
    ...said,
    boldness(bold, summary.sharpness),
    ...(summary.discrimination === null ? [] : [discrimination(summary.discrimination)]),
    ...(questions < FEW_QUESTIONS ? [fewness(questions)] : []),
  ];
}

function calibrationWords({
  reading: { departures, outside },
  steps,
}: NonNullable<RecordInWords["drawn"]>): Sentence[] {
  const all = { low: steps[0]?.low ?? 0, high: steps.at(-1)?.high ?? 1 };
  const head = "Cannot be told from calibrated.";
  if (departures.length === 0) return [{ head, text: "The whole line lies inside the band." }];
  const largest = departures.toSorted((a, b) => b.share - a.share).slice(0, NAMED);
  if (outside <= BY_LUCK) {
    const where = largest
      .map(({ low, high }) => (low === high ? percent(low) : `${bare(low)}–${percent(high)}`))
      .join(", ");
    return [{ head, text: `The line leaves the band only at ${where}; luck alone takes one value in ten out of it.` }];
  }
  return largest
    .toSorted((a, b) => a.low - b.low)
    .map((departure) => ({
      head: `${NAME[departure.confidence]} ${stretch(departure, all)}.`,
      text: `${valuesOf(departure)} came true ${pointsOf(departure.gap)} ${departure.came} often than said.`,
    }));
}

const NAME = { over: "Overconfident", under: "Underconfident" } as const;

/** "above 75 %", "below 25 %", "between 60 and 80 %", "at 90 %", seen from the ends of what was ever said. */
function stretch({ low, high }: Pick<Departure, "low" | "high">, all: { low: number; high: number }): string {
  if (low === high) return `at ${percent(low)}`;
  if (high === all.high && low > 0.5) return `from ${percent(low)} up`;
  if (low === all.low && high < 0.5) return `up to ${percent(high)}`;
  return `between ${bare(low)} and ${percent(high)}`;
}

function valuesOf({ low, high }: Pick<Departure, "low" | "high">): string {
  return low === high ? `What was given ${percent(low)}` : `Values of ${bare(low)} to ${percent(high)}`;
}

function pointsOf({ least, most }: Departure["gap"]): string {
  const [a, b] = [Math.round(least * 100), Math.round(most * 100)];
  return a === b ? counted(a, "point", "points") : `${a} to ${counted(b, "point", "points")}`;
}

function boldness(bold: number, sharpness: number): Sentence {
  const share = percent(Math.round(bold * 100) / 100);
  const spread = `their standard deviation is ${Math.round(Math.sqrt(sharpness) * 100)} points`;
  const text = `${share} of the forecasts lie under 20 or over 80\u202f%; ${spread}.`;
  if (bold >= 0.5) return { head: "Sharp.", text };
  return { head: bold >= 0.25 ? "Fairly sharp." : "Close to the middle.", text };
}

function fewness(questions: number): Sentence {
  const some = counted(questions, "question", "questions");
  return questions < TOO_FEW_QUESTIONS
    ? { head: "Too few questions.", text: `${some} can be luck, whatever the line looks like.` }
    : { head: "Few questions.", text: `${some} can show a large fault, not a small one.` };
}

function discrimination(points: number): Sentence {
  const size = Math.round(Math.abs(points) * 100);
  if (size === 0) return { head: "Tells nothing apart.", text: "What happened was given as much as what did not." };
  return points > 0
    ? {
        head: "Tells apart.",
        text: `What happened was given ${counted(size, "point", "points")} more on average than what did not.`,
      }
    : {
        head: "The wrong way round.",
        text: `What happened was given ${counted(size, "point", "points")} less on average than what did not.`,
      };
}

/** The head of a page in a few words: "Mostly. From 75 % up, less often than said." */
export function answerInWords({ drawn, questions }: Pick<RecordInWords, "drawn" | "questions">): string {
  if (!drawn) return "";
  if (questions < TOO_FEW_QUESTIONS) return `${counted(questions, "question", "questions")} cannot say yet.`;
  const { departures, outside } = drawn.reading;
  if (departures.length === 0 || outside <= BY_LUCK) return "As far as these questions can tell, yes.";
  const all = { low: drawn.steps[0]?.low ?? 0, high: drawn.steps.at(-1)?.high ?? 1 };
  const largest = departures
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 2)
    .toSorted((a, b) => a.low - b.low);
  const where = largest.map((departure) => `${stretch(departure, all)}, ${departure.came} often than said`).join("; ");
  return `${outside < 0.5 ? "Mostly" : "Not everywhere"}. ${where.charAt(0).toUpperCase()}${where.slice(1)}.`;
}
