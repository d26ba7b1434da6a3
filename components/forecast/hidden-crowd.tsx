import { counted } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { Time } from "#components/ui/time";
import type { Hidden } from "#core/forecast-view";

/** In place of a crowd that is not shown yet: no shape, no blur, only what has to happen first. */
export function HiddenCrowd({ hidden }: { hidden: Hidden }) {
  if (hidden.shownBefore !== undefined) {
    return (
      <p className="note mt-4">
        As it stood when this round opened, <Time at={hidden.shownBefore} show="minute" />. What is said in the round is
        shown when it ends{hidden.at === null ? "." : ", "}
        {hidden.at === null ? null : <Time at={hidden.at} show="minute" />}
      </p>
    );
  }
  const { title, why } = wordsOf(hidden);
  return (
    <div className="hidden-crowd">
      <div>
        <span className="muted">
          <Icon name="lock" />
        </span>
        <p className="hidden-crowd-title">{title}</p>
        <p className="small muted">{why}</p>
      </div>
    </div>
  );
}

function wordsOf({ until, at }: Hidden) {
  const when = at === null ? null : <Time at={at} show="minute" />;
  switch (until) {
    case "you-forecast":
      return {
        title: "Shown when you have forecast",
        why: "Your first number should be yours. After you save, the crowd, its history and the comments appear here.",
      };
    case "round-closes":
      return {
        title: "Shown when the round closes",
        why: <>Until {when ?? "then"} everyone forecasts alone. Your own numbers and who has forecast always show.</>,
      };
    case "question-closes":
      return {
        title: "Shown when the question closes",
        why: <>Those who do not forecast here see the crowd from {when ?? "then"} on.</>,
      };
  }
}

/** "10 have forecast". */
export function howManyHaveForecast(people: number): string {
  return people === 0 ? "Nobody has forecast" : `${counted(people, "person has", "people have")} forecast`;
}
