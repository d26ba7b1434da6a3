import { Time } from "#components/ui/time";
import type { Shell } from "./shell";

/** On every page of who stands in for a lead, from when they are named until it is over. */
export function DeputyNotice({ deputyships }: Pick<Shell, "deputyships">) {
  return (
    <aside className="page" aria-label="Deputy">
      {deputyships.map(({ id, team, lead, from, until, now }) => (
        <p key={id} className="small border-b border-line py-1.5">
          {now ? (
            <>
              You are <b>deputy for {lead}</b> in {team} until <Time at={until} show="minute" />: you have a lead’s
              rights there, and what you do is recorded as yours, as deputy.
            </>
          ) : (
            <>
              You will be <b>deputy for {lead}</b> in {team} from <Time at={from} show="minute" /> until{" "}
              <Time at={until} show="minute" />.
            </>
          )}
        </p>
      ))}
    </aside>
  );
}
