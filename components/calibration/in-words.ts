import { bare, counted, percent } from "#components/ui/format";
import type { ReliabilityBin } from "#core/calibration/bins";

/** How far what happened may lie from what was said before it is worth a word. */
const NOTABLE = 0.1;

/**
 * What a reliability diagram shows, in sentences: where what was said lies outside what the questions bear out, how
 * bold the forecasts are, and how little a few questions can say.
 */
export function inWords(
  bins: readonly ReliabilityBin[],
  summary: { overconfidence: number; discrimination: number | null } | null,
): string[] {
  if (!summary) return [];
  const words: string[] = [];
  for (const { low, high, meanForecast, observed, interval, questions } of bins) {
    if (meanForecast >= interval.lower && meanForecast <= interval.upper) continue;
    if (Math.abs(meanForecast - observed) < NOTABLE) continue;
    const often = observed < meanForecast ? "less" : "more";
    words.push(
      `Said ${percent(low)} to ${percent(high)}: it came true ${often} often than said (${percent(observed)} of the time, ${counted(questions, "question", "questions")}).`,
    );
  }
  if (words.length === 0) words.push("No tenth of the scale lies clearly off what happened.");
  const { overconfidence, discrimination } = summary;
  if (Math.abs(overconfidence) >= 0.02) {
    words.push(
      overconfidence > 0
        ? `Overconfident: forecasts lie ${bare(overconfidence)} points further from 50 % than the outcomes bear out.`
        : `Cautious: forecasts lie ${bare(-overconfidence)} points nearer to 50 % than the outcomes bear out.`,
    );
  }
  if (discrimination !== null) {
    words.push(`What happened was given ${bare(discrimination)} points more on average than what did not.`);
  }
  return words;
}
