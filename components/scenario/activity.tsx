import type { ReactNode } from "react";
import { heldWords } from "#components/forecast/held-words";
import { type ShownQuestion, verdictOf } from "#components/question/shown-question";
import { To } from "#components/ui/icons";
import { Time } from "#components/ui/time";
import type { HeldValue } from "#core/forecast-value";
import type { LoggedForecast } from "#core/visibility";

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
  const held = new Map<string, HeldValue>();
  const acts: Act[] = [];
  const log: readonly LoggedForecast[] = forecasts.revealed?.log ?? forecasts.ownLog;
  for (const event of log) {
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
              {heldWords(before, forecasts)}
              <To />
            </>
          )}
          {heldWords(event.value, forecasts)}
        </>
      );
      acts.push({ ...act, words });
    }
  }
  return acts;
}

function verdictActs(question: ShownQuestion): Act[] {
  const { id, proposal, resolution } = question;
  const verdict = verdictOf(question)?.said ?? "A verdict";
  const acts: Act[] = [];
  if (proposal) {
    const words = `${verdict} proposed by ${proposal.proposedBy ?? "an import"}`;
    acts.push({ at: proposal.proposedAt.getTime(), key: `${id} proposal`, words });
  }
  if (resolution)
    acts.push({
      at: resolution.knownAt.getTime(),
      key: `${id} verdict`,
      words: `Known: ${verdict}${resolution.singleHanded ? ", confirmed single-handed" : ""}`,
    });
  return acts;
}
