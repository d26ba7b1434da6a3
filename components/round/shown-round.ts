import { bare, counted, percent } from "#components/ui/format";
import { scaleValue } from "#core/answer-words";
import type { RoundSeries } from "#core/round-series";

/** A round as the record has it. */
export interface ShownRound {
  id: string;
  number: number;
  opensAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  openedBy: string | null;
  endedBy: string | null;
  message: string | null;
  /** The rationale as it stood at the end. */
  rationale: { number: number; scenarioId: string } | null;
  settled: boolean;
}

type Scale = RoundSeries["scale"];
const DAY = 86_400_000;

/** A number of a series as people read it: "35 %", "1,250 MW", "3 Jun 2027". */
export function valueWords(value: number, scale: Scale): string {
  return scale === null ? percent(value) : scaleValue(value, scale.type, scale.range);
}

/** How far two numbers of a series are apart: "12 points", "40 MW", "9 days". */
export function widthWords(width: number, scale: Scale): string {
  if (scale === null) return width === 0.01 ? "1 point" : `${bare(width)} points`;
  if (scale.type === "numeric") return scaleValue(width, "numeric", scale.range);
  return counted(Math.round(width / DAY), "day", "days");
}

/** The rounds of the questions of a page. */
export interface ShownRounds {
  records: ReadonlyMap<string, readonly ShownRound[]>;
  forecasters: readonly { memberId: string; name: string }[];
  memberId: string | null;
  mayOpen: boolean;
}

/** Three days from now, on the hour; sooner where one of the questions closes before. */
export function suggestedEnd(closes: readonly Date[], now: number): Date {
  const hour = 3_600_000;
  const wanted = Math.ceil((now + 3 * DAY) / hour) * hour;
  return new Date(Math.min(wanted, ...closes.map((close) => close.getTime())));
}
