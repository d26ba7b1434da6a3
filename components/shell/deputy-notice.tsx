import { LayDown } from "#components/team/lay-down";
import { Time } from "#components/ui/time";
import type { Shell } from "./shell";

/** On every page of who stands in for a lead, from when they are named until it is over. */
export function DeputyNotice({ deputyships }: Pick<Shell, "deputyships">) {
  return (
    <aside className="page" aria-label="Deputy">
      {deputyships.map(({ id, teamId, team, lead, from, until, now }) => (
        <div key={id} className="small row between border-b border-line py-1.5">
          {now ? (
            <>
              <span>
                You are <b>deputy for {lead}</b> in {team} until <Time at={until} show="minute" />: you have a lead’s
                rights there, and what you do is recorded as yours, as deputy.
              </span>
              <LayDown teamId={teamId} deputyshipId={id} lead={lead} />
            </>
          ) : (
            <>
              <span>
                You will be <b>deputy for {lead}</b> in {team} from <Time at={from} show="minute" /> until{" "}
                <Time at={until} show="minute" />.
              </span>
              <LayDown teamId={teamId} deputyshipId={id} lead={lead} />
            </>
          )}
        </div>
      ))}
    </aside>
  );
}
