import type { Metadata } from "next";
import { BriefRows } from "#components/brief/brief-rows";
import { LiveRefresh } from "#components/live/live-refresh";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHead } from "#components/ui/page-head";
import { listBriefs } from "#server/briefs/brief-list";
import { currentTeam } from "#server/identity/current-team";
import { requireActor } from "#server/identity/session";

export const metadata: Metadata = { title: "Briefs" };

export default async function BriefsPage() {
  const since = Date.now();
  const actor = await requireActor();
  const team = await currentTeam(actor);
  if (!team) {
    return (
      <>
        <PageHead title="Briefs" />
        <EmptyState title="You are in no team yet.">
          Briefs belong to a team. Ask whoever runs this site to add you to one.
        </EmptyState>
      </>
    );
  }
  const { briefs, canWrite } = await listBriefs(actor, team.id);
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[team.id]} since={since} />
      <PageHead title="Briefs" lead={`What ${team.name} has read, and how far its scenarios have come.`}>
        {canWrite && briefs.length > 0 ? (
          <ButtonLink variant="primary" href="/briefs/new">
            New brief
          </ButtonLink>
        ) : null}
      </PageHead>
      {briefs.length > 0 ? (
        <BriefRows briefs={briefs} />
      ) : (
        <EmptyState
          title="No briefs yet."
          action={
            canWrite ? (
              <ButtonLink variant="primary" href="/briefs/new">
                New brief
              </ButtonLink>
            ) : null
          }
        >
          {canWrite
            ? "Paste an analysis; its sentences become scenarios, and scenarios become questions with a probability."
            : "A lead of the team brings the first one; its scenarios then appear on your desk."}
        </EmptyState>
      )}
    </>
  );
}
