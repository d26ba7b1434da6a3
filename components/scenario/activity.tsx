import type { ReactNode } from "react";
import { heldWords } from "#components/forecast/held-words";
import { type ShownQuestion, verdictOf } from "#components/question/shown-question";
import { To } from "#components/ui/icons";
import { Time } from "#components/ui/time";
import type { HeldValue } from "#core/forecast-value";
import type { LoggedForecast } from "#core/forecast-view";

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

/** The latest of a question alone, from the end of its log: more than those no list of all questions shows. */
function forecastActs({ id, forecasts }: ShownQuestion): Act[] {
  const names = new Map(forecasts.whoHasForecast.map(({ memberId, name }) => [memberId, name]));
  const log: readonly LoggedForecast[] = forecasts.revealed?.log ?? forecasts.ownLog;
  const acts: Act[] = [];
  for (let i = log.length - 1; i >= 0 && acts.length < SHOWN; i -= 1) {
    const event = log[i];
    if (!event || event.kind === "reaffirmation") continue;
    const who = names.get(event.person);
    const act = { at: event.at, key: `${id} ${event.person} ${event.sequence}` };
    if (event.kind === "withdrawal") {
      acts.push({ ...act, words: `${who} withdrew` });
      continue;
    }
    const before = heldBefore(log, i, event.person);
    const words = (
      <>
        {who}:{" "}
        {before === null ? null : (
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
  return acts;
}

/** What a person held before an entry of theirs. */
function heldBefore(log: readonly LoggedForecast[], until: number, person: string): HeldValue | null {
  for (let i = until - 1; i >= 0; i -= 1) {
    const event = log[i];
    if (event?.person !== person || event.kind === "reaffirmation") continue;
    return event.kind === "forecast" ? event.value : null;
  }
  return null;
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
