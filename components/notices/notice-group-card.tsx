import { ReaffirmButton } from "#components/desk/reaffirm-button";
import { counted, percent } from "#components/ui/format";
import { Time } from "#components/ui/time";
import type { NoticeGroup, NoticeItem } from "#core/notice";
import { hrefOf, KIND_WORDS } from "./notice";
import { GroupLink, MarkButton, MuteMenu } from "./notice-acts";
import { NoticeWords } from "./notice-words";

/** The notices about one question, or whatever a group is about: what it is, what is new about it, and what one can do with them. */
export function NoticeGroupCard({ group, teams }: { group: NoticeGroup; teams: boolean }) {
  const { unread, notices, scenario, title, team, teamId, questionId } = group;
  const marked = notices.filter((notice) => notice.unread).map(({ id }) => id);
  const taken = notices.filter((notice) => notice.read).map(({ id }) => id);
  const mutable = [
    ...(questionId ? [{ what: "question" as const, subjectId: questionId, title }] : []),
    ...(scenario ? [{ what: "scenario" as const, subjectId: scenario.id, title: scenario.statement }] : []),
    { what: "team" as const, subjectId: teamId, title: team },
  ];
  return (
    <li className={unread > 0 ? "notice-group unread" : "notice-group"} data-item>
      <div className="notice-head">
        <div>
          <h3>
            <GroupLink href={hrefOf(group)} unread={marked}>
              {title}
            </GroupLink>
          </h3>
          <p className="small muted">
            {placeOf(group)}
            {teams && scenario ? ` · ${team}` : null}
            {unread > 0 ? <span className="notice-new"> · {counted(unread, "new notice", "new notices")}</span> : null}
          </p>
        </div>
        <div className="notice-acts">
          {marked.length > 0 ? (
            <MarkButton ids={marked} read title={title} />
          ) : taken.length > 0 ? (
            <MarkButton ids={taken} read={false} title={title} />
          ) : null}
          <MuteMenu mutable={mutable} />
        </div>
      </div>
      <ul>
        {notices.map((notice) => (
          <Line key={notice.id} notice={notice} questionId={questionId} title={title} />
        ))}
      </ul>
    </li>
  );
}

function placeOf({ questionId, scenario }: NoticeGroup): string {
  if (!scenario) return "While a lead is away";
  return questionId ? `Scenario ${scenario.number}` : `Rationale of scenario ${scenario.number}`;
}

interface LineProps {
  notice: NoticeItem;
  questionId: string | null;
  title: string;
}

function Line({ notice: { at, unread, content }, questionId, title }: LineProps) {
  const { label, why } = KIND_WORDS[content.kind];
  return (
    <li className={unread ? "notice unread" : "notice"}>
      <span className="notice-kind">
        {label}
        {unread ? <span className="vh">, unread</span> : null}
      </span>
      <div>
        <p>
          <NoticeWords content={content} />
        </p>
        {content.kind === "STALE" && !content.settled && content.holds && questionId ? (
          <p className="my-1.5">
            <ReaffirmButton
              questionId={questionId}
              title={title}
              held={content.probability === null ? "what you hold" : percent(content.probability)}
            />
          </p>
        ) : null}
        <details className="notice-why">
          <summary>Why am I told?</summary>
          <p>
            Because {why}. <a href="#told">What I am told of</a>
          </p>
        </details>
      </div>
      <span className="small muted nw">
        <Time at={at} show="minute" />
      </span>
    </li>
  );
}
