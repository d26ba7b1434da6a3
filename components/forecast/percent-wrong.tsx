import { percent as percentText } from "#components/ui/format";
import type { ParsedPercent } from "./parse-percent";

interface PercentWrongProps {
  id: string;
  parsed: ParsedPercent;
  /** Say that a number was refused: only once its field was left, not while it is being typed. */
  showRefusal: boolean;
  onChoose: (percent: number) => void;
}

/** Whether there is anything to say below a percent field. */
export function isWrong(parsed: ParsedPercent, showRefusal: boolean): boolean {
  return parsed.kind === "ambiguous" || (parsed.kind === "refused" && showRefusal);
}

/** Below a percent field: why its number cannot be taken, or which of two it means. */
export function PercentWrong({ id, parsed, showRefusal, onChoose }: PercentWrongProps) {
  if (parsed.kind === "refused" && showRefusal) {
    return (
      <p className="err mt-3" id={id} role="alert">
        {parsed.message}
      </p>
    );
  }
  if (parsed.kind !== "ambiguous") return null;
  return (
    <div className="mt-3" role="status">
      <p className="err" id={id}>
        Is that {percentText(parsed.readings[0] / 100)} or {percentText(parsed.readings[1] / 100)}?
      </p>
      <p className="row mt-2">
        {parsed.readings.map((reading) => (
          <button key={reading} type="button" className="btn btn-sm" onClick={() => onChoose(reading)}>
            {percentText(reading / 100)}
          </button>
        ))}
      </p>
    </div>
  );
}
