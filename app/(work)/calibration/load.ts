import type { QuestionBehindPoint } from "#components/calibration/behind-point";
import type { DrawnRecord } from "#components/calibration/record-figure";
import { CROWD_NAME, recordName } from "#components/calibration/record-name";
import type { RecordLine } from "#components/calibration/side-by-side";
import { day } from "#components/ui/format";
import { binIndex } from "#core/calibration/bins";
import {
  type CalibrationAddress,
  CROWDS,
  calibrationAddress,
  calibrationParams,
  EVERYBODY,
  type Who,
  whoName,
} from "#core/calibration/choice";
import type { Actor } from "#core/permissions";
import { type QuestionSelection, selectionParams, WHOLE_SELECTION } from "#core/question-selection";
import {
  type CalibratedPerson,
  type Calibration,
  calibratedPeople,
  calibrationOf,
  questionsBehind,
} from "#server/calibration/calibration-queries";
import { type Comparison, compareRecords } from "#server/calibration/compare";
import { type OpenSelection, openSelection } from "#server/scores/question-selection";

/** A record as the page shows it. */
interface ShownRecord extends Calibration {
  readonly name: string;
  readonly own: boolean;
  /** Share of the forecasts that came true. */
  readonly base: number;
  readonly drawing: DrawnRecord;
  readonly line: RecordLine;
}

type Changes = Partial<CalibrationAddress> & { readonly whole?: boolean };

export interface CalibrationView extends OpenSelection {
  readonly people: readonly CalibratedPerson[];
  readonly address: CalibrationAddress;
  readonly records: readonly [ShownRecord, ShownRecord | null];
  /** Of two records on shared questions. */
  readonly comparison: Comparison | null;
  /** Everybody and the aggregates, each as a line. */
  readonly crowd: readonly RecordLine[];
  /** The questions behind the chosen point, if it is one of what is drawn. */
  readonly behind: { low: number; high: number; name: string; questions: readonly QuestionBehindPoint[] } | null;
  /** Whether a person or some questions were chosen. */
  readonly narrowed: boolean;
  /** This page's address with something changed; `whole` for all questions. */
  readonly href: (changes: Changes) => string;
}

type Params = Record<string, string | string[] | undefined>;

/**
 * Everything that the page shows, within the rights of the reader.
 *
 * @throws NOT_FOUND for whoever may read no board
 */
export async function loadCalibration(
  actor: Actor,
  currentTeamId: string,
  asked: QuestionSelection,
  params: Params,
): Promise<CalibrationView> {
  const open = await openSelection(actor, currentTeamId, asked);
  const { scope, selection } = open;
  const wanted = calibrationAddress(params);
  const { taken, versus } = wanted;
  const record = (who: Who, questions: QuestionSelection, drawn: boolean) =>
    calibrationOf(actor, scope.teamIds, { who, taken }, { selection: questions, drawn });
  const otherQuestions = versus?.kind === "period" ? { ...selection, from: versus.from, to: versus.to } : selection;
  const [people, one, other, ...crowd] = await Promise.all([
    calibratedPeople(actor, scope.teamIds),
    record(wanted.who, selection, true),
    versus ? record(versus.kind === "record" ? versus.who : wanted.who, otherQuestions, true) : null,
    record(EVERYBODY, selection, false),
    ...CROWDS.map((method) => record({ kind: "crowd", method }, selection, false)),
  ]);
  // Whom one may not look at is nobody's choice: the address says what is shown.
  const address: CalibrationAddress = {
    ...wanted,
    who: one.who,
    versus: versus?.kind === "record" && other ? settledVersus(one, other) : versus,
  };
  const href = hrefFrom(address, selection);
  const [firstName, secondName] = namesOf(one, other, address, selection, people);
  const first = shown(one, firstName, people, null);
  const second = other && address.versus ? shown(other, secondName, people, null) : null;
  return {
    ...open,
    people,
    address,
    records: [first, second],
    comparison: second && address.versus?.kind === "record" ? compareRecords(first, second) : null,
    crowd: crowd.map((record) => {
      const name = record.who.kind === "crowd" ? CROWD_NAME[record.who.method] : "Everybody";
      const current = whoName(record.who) === whoName(one.who);
      return shown(record, name, people, current ? null : href({ who: record.who, versus: null, point: null })).line;
    }),
    behind: behindOf(address, first, second),
    narrowed:
      one.who.kind !== "everybody" || JSON.stringify({ ...selection, team: null }) !== JSON.stringify(WHOLE_SELECTION),
    href,
  };
}

/** Holding a record against itself is no comparison. */
function settledVersus(one: Calibration, other: Calibration): CalibrationAddress["versus"] {
  return whoName(one.who) === whoName(other.who) ? null : { kind: "record", who: other.who };
}

function hrefFrom(address: CalibrationAddress, selection: QuestionSelection) {
  return ({ whole = false, ...changes }: Changes) => {
    const questions = whole ? { ...WHOLE_SELECTION, team: selection.team } : selection;
    const query = new URLSearchParams({
      ...selectionParams(questions),
      ...calibrationParams({ ...address, ...changes }),
    });
    return `/calibration?${query}`;
  };
}

function namesOf(
  one: Calibration,
  other: Calibration | null,
  { versus }: CalibrationAddress,
  selection: QuestionSelection,
  people: readonly CalibratedPerson[],
): [string, string] {
  const [first, second] = [recordName(one.who, people), recordName((other ?? one).who, people)];
  if (versus?.kind !== "period") return [first, second];
  return [`${first}, ${periodName(selection)}`, `${second}, ${periodName(versus)}`];
}

function periodName({ from, to }: { from: string | null; to: string | null }): string {
  const words = (date: string) => day(new Date(date), "UTC");
  if (from && to) return `${words(from)} – ${words(to)}`;
  if (from) return `from ${words(from)}`;
  return to ? `to ${words(to)}` : "all time";
}

function shown(
  record: Calibration,
  name: string,
  people: readonly CalibratedPerson[],
  href: string | null,
): ShownRecord {
  const { who, pairs, questions, bins, drawn, figures } = record;
  const forecasts = pairs.length;
  return {
    ...record,
    name,
    own: who.kind === "person" && people.some(({ memberId, own }) => own && memberId === who.memberId),
    base: baseOf(pairs),
    drawing: { name, questions, forecasts, bins, steps: drawn?.steps ?? [], band: drawn?.band ?? [] },
    line: { name, href, questions, forecasts, figures },
  };
}

function baseOf(pairs: Calibration["pairs"]): number {
  let [all, yes] = [0, 0];
  for (const { outcome, weight = 1 } of pairs) {
    all += weight;
    if (outcome === "yes") yes += weight;
  }
  return all === 0 ? 0 : yes / all;
}

function behindOf(
  { point, view }: CalibrationAddress,
  first: ShownRecord,
  second: ShownRecord | null,
): CalibrationView["behind"] {
  const record = point?.of === 2 ? second : first;
  if (!point || !record) return null;
  const { low, high } = point;
  // A value on an inner edge belongs to the lower bin; a step holds both of its ends.
  const isThere = (forecast: number) =>
    view === "bins" ? binIndex(forecast) === binIndex(high) : forecast >= low && forecast <= high;
  return { low, high, name: record.name, questions: questionsBehind(record, isThere) };
}
