import type { CSSProperties } from "react";
import { percent } from "#components/ui/format";

interface DrawnIntervalProps {
  /** In percent; null for what is not said yet. */
  low: number | null;
  best: number | null;
  high: number | null;
}

/** The reach of an estimate on the 0–100 rule, with its best guess as the needle. */
export function DrawnInterval({ low, best, high }: DrawnIntervalProps) {
  const reach = low !== null && high !== null && low <= high;
  const style = {
    ...(reach && { "--lo": low, "--hi": high }),
    ...(best !== null && { "--me-at": best }),
  } as CSSProperties;
  return (
    <div className="drawn-interval" role="img" aria-label={intervalInWords({ low, best, high })} style={style}>
      {reach ? <i className="reach" /> : null}
      {best !== null ? <i className="best" /> : null}
    </div>
  );
}

/** "Between 20 % and 60 %, most likely 35 %". */
export function intervalInWords({ low, best, high }: DrawnIntervalProps): string {
  const said = (value: number | null) => (value === null ? "not said" : percent(value / 100));
  if (low === null && best === null && high === null) return "Nothing said yet";
  return `Between ${said(low)} and ${said(high)}, best estimate ${said(best)}`;
}
