import type { ReactNode } from "react";
import { outcomeOf, type ShownQuestion } from "#components/question/shown-question";
import { OUTCOME_WORDS } from "#components/question/state-stamp";
import { percent } from "#components/ui/format";
import { To } from "#components/ui/icons";
import { Time } from "#components/ui/time";

interface Act {
  at: number;
  key: string;
  words: ReactNode;
}

const SHOWN = 8;

/** What happened lately, as far as the reader may see it: made of the same view as the rest of the page. */
export function Activity({ questions }: { questions: readonly ShownQuestion[] }) {
  const acts = questions
    .flatMap((question) => [...forecastActs(question), ...verdictActs(question)])
    .sort((a, b) => b.at - a.at)
    .slice(0, SHOWN);
  if (acts.length === 0) return <p className="small muted">Nothing to show yet.</p>;
  return (
    <ul className="small stack ink2">
      {acts.map(({ at, key, words }) => (
        <li key={key}>
          {words}{" "}
          <span className="muted">
            <Time at={at} show="minute" />
          </span>
        </li>
      ))}
    </ul>
  );
}

function forecastActs({ id, forecasts }: ShownQuestion): Act[] {
  const names = new Map(forecasts.whoHasForecast.map(({ memberId, name }) => [memberId, name]));
  const held = new Map<string, number>();
  const acts: Act[] = [];
  for (const event of forecasts.revealed?.log ?? forecasts.ownLog) {
    const before = held.get(event.person);
    const who = names.get(event.person);
    const act = { at: event.at, key: `${id} ${event.person} ${event.sequence}` };
    if (event.kind === "withdrawal") {
      held.delete(event.person);
      acts.push({ ...act, words: `${who} withdrew` });
    } else if (event.kind === "forecast") {
      held.set(event.person, event.value);
      const words = (
        <>
          {who}:{" "}
          {before === undefined ? null : (
            <>
              {percent(before)}
              <To />
            </>
          )}
          {percent(event.value)}
        </>
      );
      acts.push({ ...act, words });
    }
  }
  return acts;
}

function verdictActs(question: ShownQuestion): Act[] {
  const { id, proposal, resolution } = question;
  const outcome = outcomeOf(question);
  const acts: Act[] = [];
  if (proposal) {
    const words = `${outcome ? OUTCOME_WORDS[outcome] : "A verdict"} proposed by ${proposal.proposedBy ?? "an import"}`;
    acts.push({ at: proposal.proposedAt.getTime(), key: `${id} proposal`, words });
  }
  if (resolution)
    acts.push({
      at: resolution.knownAt.getTime(),
      key: `${id} verdict`,
      words: `Known: ${outcome ? OUTCOME_WORDS[outcome] : "A verdict"}${resolution.singleHanded ? ", confirmed single-handed" : ""}`,
    });
  return acts;
}
