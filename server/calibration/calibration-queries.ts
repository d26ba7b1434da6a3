import { type ReliabilityBin, reliabilityBins } from "#core/calibration/bins";
import { type CalibrationChoice, EVERYBODY, takenName, type Who, whoName } from "#core/calibration/choice";
import { type ConsistencyBand, type CorpDecomposition, corpOfTally } from "#core/calibration/corp";
import { DEFAULT_HORIZON, type NotCounted, whyNotCounted } from "#core/calibration/horizon";
import {
  type CalibrationSummary,
  type MurphyDecomposition,
  murphyOfTally,
  summaryOfTally,
} from "#core/calibration/murphy";
import type { CalibrationPair } from "#core/calibration/pairs";
import { boldShare, type Reading, readingOf, type StepInUse, stepsInUse } from "#core/calibration/reading";
import { tallyOf } from "#core/calibration/tally";
import { type Actor, can } from "#core/permissions";
import { type QuestionSelection, WHOLE_SELECTION } from "#core/question-selection";
import { bandOf } from "#server/calibration/band";
import { heldKey } from "#server/calibration/held-cache";
import { crowdPairs, personalPairs } from "#server/calibration/held-pairs";
import { db } from "#server/platform/db";
import { type SelectedQuestion, selectedQuestions } from "#server/scores/question-selection";

/** How well what was said agrees with what happened. Brier scores, 0–1, lower is better. */
export interface CalibrationFigures {
  readonly corp: CorpDecomposition;
  readonly murphy: MurphyDecomposition;
  readonly summary: CalibrationSummary;
  /** Share of the forecasts under 20 or over 80 %. */
  readonly bold: number;
}

/** What a diagram draws besides: the band of a calibrated forecaster, and what of the curve lies outside. */
export interface CalibrationDrawing {
  readonly band: readonly ConsistencyBand[];
  readonly steps: readonly StepInUse[];
  readonly reading: Reading;
}

/** Why a question gives a record no pair: by its clocks, because no forecast of this record stood, or it has no yes and no. */
export type LeftOut = NotCounted | "nobody" | "other_type";

/** One record: somebody's pairs on some questions. */
export interface Calibration {
  /** Whose it is: as asked, or everybody's where that is not to be had. */
  readonly who: Who;
  readonly pairs: readonly CalibrationPair[];
  /** Questions with a pair. */
  readonly questions: number;
  /** Resolved questions of the selection without one, and why. */
  readonly left: Readonly<Record<LeftOut, number>>;
  /** Resolved questions of the selection. */
  readonly settled: number;
  readonly bins: readonly ReliabilityBin[];
  /** Null without a pair. */
  readonly figures: CalibrationFigures | null;
  /** Null unless asked for, and without a pair. */
  readonly drawn: CalibrationDrawing | null;
  /** The questions that have a pair, the latest closed first. */
  readonly counted: readonly SelectedQuestion[];
}

/**
 * How well what was said at the horizon agrees with what happened: of some teams, of one person in them, or of their crowd.
 * Only resolved questions count, and those show every forecast to whoever may read them. One query for the questions and
 * the verdicts in force, one for what was held on those that were not read before.
 *
 * @param choice whose, and when taken; default: everybody's, halfway. A person whose record the actor may not read is
 *   answered by everybody's, as a stale address is
 * @param options `selection` of questions; `drawn` also what a diagram draws, the consistency band above all (some tenths
 *   of a second for 100,000 pairs, once for each state of the data)
 * @throws NOT_FOUND for a board that the actor may not read
 */
export async function calibrationOf(
  actor: Actor,
  teamIds: readonly string[],
  { who: asked = EVERYBODY, taken = DEFAULT_HORIZON }: Partial<CalibrationChoice> = {},
  { selection = WHOLE_SELECTION, drawn = false }: { selection?: QuestionSelection; drawn?: boolean } = {},
): Promise<Calibration> {
  const [resolved, who] = await Promise.all([
    selectedQuestions(actor, teamIds, selection),
    readableRecord(actor, teamIds, asked),
  ]);
  const now = Date.now();
  const left = { close_ahead: 0, known_by_then: 0, before_opening: 0, nobody: 0, other_type: 0 };
  const counting: SelectedQuestion[] = [];
  for (const question of resolved) {
    const why = question.type === "binary" ? whyNotCounted(question, taken, now) : "other_type";
    if (why === null) counting.push(question);
    else left[why]++;
  }
  const held = await (who.kind === "crowd" ? crowdPairs(counting, taken, who.method) : personalPairs(counting, taken));
  const pairs: CalibrationPair[] = [];
  const paired = new Set<string>();
  for (const onQuestion of held) {
    for (const pair of onQuestion) {
      if (who.kind === "person" && !("person" in pair && pair.person === who.memberId)) continue;
      pairs.push(pair);
      paired.add(pair.question);
    }
  }
  left.nobody = counting.length - paired.size;
  const tally = pairs.length > 0 ? tallyOf(pairs) : null;
  const corp = tally && corpOfTally(tally);
  const counted = counting.filter(({ id }) => paired.has(id));
  const band = drawn && tally ? await bandOf(pairs, versionOf(counted, who, taken)) : null;
  return {
    who,
    pairs,
    questions: paired.size,
    left,
    settled: resolved.length,
    bins: reliabilityBins(pairs),
    figures: tally &&
      corp && { corp, murphy: murphyOfTally(tally), summary: summaryOfTally(tally), bold: boldShare(tally) },
    drawn: band && tally && corp && { band, steps: stepsInUse(corp, pairs), reading: readingOf(corp, band, tally) },
    counted,
  };
}

/** What the pairs of a record depend on, and nothing else. */
function versionOf(counted: readonly SelectedQuestion[], who: Who, taken: CalibrationChoice["taken"]): string {
  return [whoName(who), takenName(taken), ...counted.map(heldKey)].join("\n");
}

async function readableRecord(actor: Actor, teamIds: readonly string[], asked: Who): Promise<Who> {
  if (asked.kind !== "person") return asked;
  const member = await db.member.findFirst({
    where: { id: asked.memberId, teamId: { in: [...teamIds] } },
    select: { teamId: true },
  });
  return member && can(actor, "person.read", { teamId: member.teamId, memberId: asked.memberId }) ? asked : EVERYBODY;
}

/** Somebody whose diagram a reader may choose. */
export interface CalibratedPerson {
  readonly memberId: string;
  readonly name: string;
  readonly own: boolean;
}

/** The people of some teams who ever forecast and whose record the actor may read, by name: one query. */
export async function calibratedPeople(actor: Actor, teamIds: readonly string[]): Promise<CalibratedPerson[]> {
  const members = await db.member.findMany({
    where: { teamId: { in: [...teamIds] }, forecastHeads: { some: {} } },
    select: { id: true, teamId: true, name: true },
  });
  return members
    .filter(({ id, teamId }) => can(actor, "person.read", { teamId, memberId: id }))
    .map(({ id, name }) => ({
      memberId: id,
      name,
      own: actor.memberships.some(({ memberId }) => memberId === id),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

/** A question behind a point, with what of the record lies there. */
export interface QuestionBehind {
  readonly id: string;
  readonly title: string;
  readonly outcome: "yes" | "no";
  readonly forecasts: number;
  /** The least and the greatest of them. */
  readonly low: number;
  readonly high: number;
}

/** The questions of which a record has forecasts at a point of its diagram, those with most of them first. */
export function questionsBehind(
  { pairs, counted }: Calibration,
  isThere: (forecast: number) => boolean,
): QuestionBehind[] {
  const inside = Map.groupBy(
    pairs.filter(({ forecast }) => isThere(forecast)),
    ({ question }) => question,
  );
  return counted
    .flatMap(({ id, title, outcome }): QuestionBehind[] => {
      const here = inside.get(id);
      if (here === undefined) return [];
      const said = here.map(({ forecast }) => forecast);
      return [
        {
          id,
          title,
          outcome: outcome === "YES" ? "yes" : "no",
          forecasts: said.length,
          low: Math.min(...said),
          high: Math.max(...said),
        },
      ];
    })
    .sort((a, b) => b.forecasts - a.forecasts);
}
