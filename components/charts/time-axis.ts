import { scaleUtc } from "d3-scale";
import { clock, day, dayOfYear } from "#components/ui/format";
import { across, PLANE } from "./plane";

export interface AxisTick {
  x: number;
  label: string;
  align: "start" | "middle" | "end";
  /** Can be left out where there is no room. */
  minor: boolean;
}

const DAY = 86_400_000;
/** From here on months are fine enough. */
const MONTHS = 150 * DAY;
/** Room for the label at either end, in thousandths. */
const START_ROOM = 130;
const END_ROOM = 170;
const MOST_INNER = 6;

/** Ends by date, and between them what the span is counted in: months, days or hours. */
export function timeTicks(from: number, to: number, zone: string): AxisTick[] {
  const x = across(from, to);
  const span = to - from;
  const end = span > 3 * DAY ? dayOfYear : clock;
  const inner = scaleUtc([from, to], [0, PLANE])
    .ticks(5)
    .map((tick) => tick.getTime())
    .filter((at) => x(at) > START_ROOM && x(at) < PLANE - END_ROOM);
  const every = Math.ceil(inner.length / MOST_INNER);
  return [
    { x: 0, label: span > MONTHS ? month(from, true) : end(from, zone), align: "start", minor: false },
    ...inner
      .filter((_, i) => i % every === 0)
      .map((at, i) => ({
        x: x(at),
        label: span > MONTHS ? month(at, false) : end(at, zone),
        align: "middle" as const,
        minor: i % 2 === 0 || x(at) > PLANE - 2 * END_ROOM,
      })),
    { x: PLANE, label: span > 3 * DAY ? day(to, zone) : clock(to, zone), align: "end", minor: false },
  ];
}

/** Ticks stand on UTC months, so they are named by them; January tells its year. */
function month(at: number, withYear: boolean): string {
  const date = new Date(at);
  const name = day(at, "UTC").split(" ")[1] ?? "";
  return withYear || date.getUTCMonth() === 0 ? `${name} ${date.getUTCFullYear()}` : name;
}
