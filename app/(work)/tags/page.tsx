import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { StateStamp } from "#components/question/state-stamp";
import { TagActs } from "#components/tag/tag-acts";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Select } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { can } from "#core/permissions";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { type TagRow, tagsOfTeam } from "#server/questions/tags/tag-queries";
import { type TeamScope, teamScope } from "#server/scores/team-scope";
import { first } from "../../search-params";

export const metadata: Metadata = { title: "Tags" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TagsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const current = (await currentTeam(actor)) ?? notFound();
  const params = await searchParams;
  const scope = await orNotFound(teamScope(actor, current.id, first(params.team)));
  const team = scope.chosen ?? current;
  const tags = await orNotFound(tagsOfTeam(actor, team.id));
  const mayEdit = can(actor, "question.write", { teamId: team.id });
  return (
    <>
      <PageHead
        title="Tags"
        lead={`Labels that ${team.name} puts on its questions. The leaderboard and the calibration can be asked for one of them.`}
      />
      {scope.teams.length > 1 ? <TeamChoice scope={scope} teamId={team.id} /> : null}
      {tags.length === 0 ? (
        <EmptyState title="No tags yet">
          {mayEdit
            ? "Open a question and press “Add tags”, or give it tags when you write it."
            : "Whoever writes questions puts tags on them."}
        </EmptyState>
      ) : (
        <ul className="mt-2">
          {tags.map((tag) => (
            <li key={tag.id}>
              <TagItem tag={tag} teamId={team.id} open={first(params.tag) === tag.name}>
                {mayEdit ? (
                  <TagActs
                    teamId={team.id}
                    tag={{ id: tag.id, name: tag.name }}
                    questions={tag.questions.length}
                    others={tags.filter(({ id }) => id !== tag.id).map(({ id, name }) => ({ id, name }))}
                  />
                ) : null}
              </TagItem>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function TeamChoice({ scope: { teams }, teamId }: { scope: TeamScope; teamId: string }) {
  return (
    <form className="filters" action="/tags" aria-label="Team">
      <Select label="Team" name="team" defaultValue={teamId} key={teamId}>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Button type="submit" small>
        Show
      </Button>
    </form>
  );
}

interface TagItemProps {
  tag: TagRow;
  teamId: string;
  open: boolean;
  children: ReactNode;
}

/** One tag, its questions one press away. */
function TagItem({ tag: { name, questions }, teamId, open, children }: TagItemProps) {
  const scored = questions.filter(({ verdict, state }) => state === "RESOLVED" && verdict !== null).length;
  return (
    <div className="tag-item">
      <h2 className="sec">{name}</h2>
      <div className="small">
        {questions.length > 0 ? (
          <details className="data" open={open}>
            <summary>
              {counted(questions.length, "question", "questions")}
              {scored > 0 ? `, ${scored} resolved` : ""}
            </summary>
            <ul className="stack mb-3 mt-2">
              {questions.map(({ id, title, state, verdict }) => (
                <li key={id} className="row between">
                  <Link className="serif body" href={`/questions/${id}`}>
                    {title}
                  </Link>
                  <StateStamp state={state} verdict={verdict} />
                </li>
              ))}
            </ul>
            {scored > 0 ? (
              <p>
                <Link href={`/leaderboard?${new URLSearchParams({ team: teamId, tag: name })}`}>
                  Leaderboard of “{name}”
                </Link>
              </p>
            ) : null}
          </details>
        ) : (
          <span className="muted">on no question</span>
        )}
      </div>
      {children}
    </div>
  );
}
