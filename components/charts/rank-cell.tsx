import { PLANE } from "./plane";

interface RankCellProps {
  /** The place in the list. */
  rank: number;
  /** Places that the data leave open. */
  ranks: { best: number; worst: number };
  /** How many are ranked. */
  of: number;
}

/** More ticks than this would be a grey bar. */
const MOST_TICKS = 30;

/** Which places somebody may hold, drawn over all there are: a line from the best to the worst, a dot at the one shown. */
export function RankCell({ rank, ranks, of }: RankCellProps) {
  const x = (place: number) => Math.round((PLANE * 10 * (place - 0.5)) / of) / 10;
  const ticks = of <= MOST_TICKS ? Array.from({ length: of }, (_, i) => i + 1) : [1, of];
  return (
    <span className="plot wide" aria-hidden="true">
      <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="g-axis" d={ticks.map((tick) => `M${x(tick)} 620V1000`).join("")} />
        <path className="w-rank" d={`M${x(ranks.best)} 400H${x(ranks.worst)}`} />
        <path className="w-place" d={`M${x(rank)} 400h0`} />
      </svg>
    </span>
  );
}
