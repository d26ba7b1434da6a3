import type { ShownQuestion, ShownQuestionOf } from "#components/question/shown-question";
import { counted } from "#components/ui/format";
import type { BinaryView } from "#core/forecast-view";
import { ForecastInstrument } from "./forecast-instrument";
import { MineSide } from "./mine-side";
import { RoundInstrument } from "./round-instrument";

interface MyForecastProps {
  question: ShownQuestionOf<BinaryView>;
  mayForecast: boolean;
  archived: boolean;
}

/** Recorded with three decimals, shown in percent with one. */
const percentOf = (probability: number) => Math.round(probability * 1000) / 10;

/** My number on a question: the input, or what was held where none is taken. */
export function MyForecast({ question, mayForecast, archived }: MyForecastProps) {
  const { own, ownLog, revealed, hidden, round } = question.forecasts;
  const crowd = revealed?.crowd ?? null;
  const closed = whyClosed(question, archived) ?? (mayForecast ? null : "Your role here reads and does not forecast.");
  return (
    <MineSide by="Yes by" closesAt={question.closesAt}>
      {closed && !own ? (
        <p className="body ink2">{closed}</p>
      ) : !closed && round?.running ? (
        <RoundInstrument
          questionId={question.id}
          round={round.number}
          scale={question.scale}
          standing={own && { ...own, interval: ownLog.at(-1)?.interval ?? null }}
          answered={round.answered.some(({ memberId }) => memberId === ownLog.at(-1)?.person)}
        />
      ) : (
        <ForecastInstrument
          questionId={question.id}
          standing={own && { percent: percentOf(own.value), since: own.since }}
          scale={question.scale}
          band={crowd && { low: crowd.lowerQuartile * 100, high: crowd.upperQuartile * 100 }}
          closed={closed ?? undefined}
          footnote={ownLog.length > 1 ? counted(ownLog.length, "entry", "entries") : null}
          firstHint={hidden?.until === "you-forecast" ? "Saving shows you the crowd." : null}
        />
      )}
    </MineSide>
  );
}

export function whyClosed({ state }: Pick<ShownQuestion, "state">, archived: boolean): string | null {
  if (archived) return "This scenario is archived, so it takes no forecasts.";
  switch (state) {
    case "OPEN":
      return null;
    case "DRAFT":
      return "Forecasts can be made once this question is published.";
    case "CLOSED":
      return "Closed. What stood at the close counts.";
    case "PROPOSED":
      return "A verdict is proposed. Forecasts wait until it is confirmed or rejected.";
    case "RESOLVED":
      return "Resolved.";
    case "VOID":
      return "Annulled: nothing is scored.";
    case "AMBIGUOUS":
      return "Found ambiguous: nothing is scored.";
  }
}
