import type { Figure } from "../bench/figure";
import type { KillCount } from "./kill";

/** What a run of kills found, as figures. */
export function killFigures(rounds: number, { ours, stock }: { ours: KillCount; stock: KillCount }): Figure[] {
  const floor = `Hocuspocus with its database extension in the same run: ${stock.lost} of ${stock.acknowledged} lost`;
  return [
    {
      figure: "kill.acknowledged",
      value: ours.acknowledged,
      unit: "edits",
      floor: `${rounds} kills under 50 writers`,
      ratio: ours.acknowledged / Math.max(1, stock.acknowledged),
    },
    {
      figure: "kill.acknowledged_and_lost",
      value: ours.lost,
      unit: "edits",
      floor,
      ratio: ours.lost === 0 ? 1 : stock.lost / ours.lost,
    },
    {
      figure: "kill.stock_acknowledged_and_lost",
      value: stock.lost,
      unit: "edits",
      floor: `${stock.acknowledged} that Hocuspocus with its database extension had called synced`,
      ratio: 1,
    },
  ];
}
