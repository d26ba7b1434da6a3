import { brier, daysBetween, percent } from "#components/ui/format";
import { RULE_WORDS, type ScoreRule } from "./score-rules";
import type { Part } from "./timeline";

interface PartWordsProps {
  part: Part;
  rule: ScoreRule;
  outcome: "yes" | "no";
  own: boolean;
}

/** What a crowd that gave this to what happened said about yes. */
export const crowdOnYes = (crowd: number, outcome: "yes" | "no"): number => (outcome === "yes" ? crowd : 1 - crowd);

/** One span in a sentence: "You held 70 % for 12 days while the others held 55 %: +3.2". */
export function PartWords({ part, rule, outcome, own }: PartWordsProps) {
  const { start, end, held, crowd, points } = part;
  const they = own ? "You" : "They";
  const time = daysBetween(start, end);
  const earned = <b className="nw">{RULE_WORDS[rule].exact(points)}</b>;
  const own_ = <b className={own ? "me-ink" : undefined}>{percent(held)}</b>;
  if (part.words !== undefined) {
    return (
      <>
        {they} held <b className={own ? "me-ink" : undefined}>{part.words}</b>
        {rule.startsWith("SPOT") ? " at that instant" : ` for ${time}`}
        {rule === "CRPS" ? "" : `, ${percent(held)} on what happened`}
        {rule.includes("PEER")
          ? crowd === null
            ? " while nobody else did"
            : ` beside the others’ ${percent(crowd)}`
          : ""}
        : {earned}.
      </>
    );
  }
  switch (rule) {
    case "PEER":
      return (
        <>
          {they} held {own_} for {time}{" "}
          {crowd === null ? "while nobody else did" : `while the others held ${percent(crowdOnYes(crowd, outcome))}`}:{" "}
          {earned}.
        </>
      );
    case "BASELINE":
      return (
        <>
          {they} held {own_} for {time} where an even chance says {percent(0.5)}: {earned}.
        </>
      );
    case "RELATIVE_BRIER":
      return (
        <>
          {they} held {own_} for {time}, a Brier score of {brier(part.brier ?? 0)}
          {crowd === null ? " while nobody else did" : ` beside the crowd’s ${brier(crowd)}`}: {earned}.
        </>
      );
    case "CRPS":
      return (
        <>
          {they} held {own_} for {time}: {earned}.
        </>
      );
    case "TIME_AVERAGED_BRIER":
      return (
        <>
          {they} held {own_} for {time}, a Brier score of {brier(part.brier ?? 0)}, {percent(part.weight)} of{" "}
          {own ? "your" : "their"} time: {earned}.
        </>
      );
    case "SPOT_PEER":
      return (
        <>
          {they} held {own_} at that instant,{" "}
          {crowd === null ? "with nobody to compare" : `the others ${percent(crowdOnYes(crowd, outcome))}`}: {earned}.
        </>
      );
    case "SPOT_BASELINE":
      return (
        <>
          {they} held {own_} at that instant where an even chance says {percent(0.5)}: {earned}.
        </>
      );
  }
}
