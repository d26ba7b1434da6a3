import { EmptyState } from "#components/ui/empty-state";
import { Time } from "#components/ui/time";
import type { ForecastView } from "#core/forecast-view";
import { CommentForm } from "./comment-form";
import { WithdrawComment } from "./withdraw-comment";
import { Paragraphs } from "./wording";

interface Remark {
  id: string;
  parentId: string | null;
  by: string;
  own: boolean;
  at: Date;
  body: string | null;
}

interface DiscussionProps {
  question: { id: string; forecasts: Pick<ForecastView, "commentsOpen" | "round"> };
  /** Null where it is hidden with the numbers it speaks of. */
  remarks: readonly Remark[] | null;
  mayComment: boolean;
}

/** A question's discussion: remarks in order, each with the answers to it. */
export function Discussion({ question: { id: questionId, forecasts }, remarks, ...props }: DiscussionProps) {
  if (remarks === null) {
    return (
      <EmptyState title="Hidden with the numbers.">
        What people say about their forecasts appears here when the forecasts do.
      </EmptyState>
    );
  }
  const mayComment = props.mayComment && forecasts.commentsOpen;
  const answers = Map.groupBy(remarks, ({ parentId }) => parentId);
  return (
    <div className="stack-4 max-w-[40rem]">
      {remarks.length === 0 ? <EmptyState title="Nothing has been said yet." /> : null}
      <ol className="stack-4">
        {(answers.get(null) ?? []).map((remark) => (
          <li key={remark.id} className="thread" data-live>
            <RemarkText remark={remark} questionId={questionId} />
            <ol className="mt-3 pl-4">
              {under(remark.id, answers).map((answer) => (
                <li key={answer.id}>
                  <RemarkText remark={answer} questionId={questionId} />
                </li>
              ))}
            </ol>
            {mayComment ? (
              <details className="mt-2">
                <summary className="link w-max">Answer</summary>
                <CommentForm questionId={questionId} parentId={remark.id} label="Answer" />
              </details>
            ) : null}
          </li>
        ))}
      </ol>
      {mayComment ? <CommentForm questionId={questionId} label="Add to the discussion" /> : null}
      {forecasts.round?.running ? (
        <p className="small muted">The discussion is closed until round {forecasts.round.number} ends.</p>
      ) : null}
    </div>
  );
}

/** All answers below a remark, however deep, as one list in order of writing. */
function under(id: string, answers: ReadonlyMap<string | null, readonly Remark[]>): Remark[] {
  return (answers.get(id) ?? [])
    .flatMap((remark) => [remark, ...under(remark.id, answers)])
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function RemarkText({ remark, questionId }: { remark: Remark; questionId: string }) {
  return (
    <div>
      <div className="row between">
        <span className="b">{remark.by}</span>
        <span className="muted">
          <Time at={remark.at} show="minute" />
        </span>
      </div>
      {remark.body === null ? <p className="muted">Withdrawn by its author.</p> : <Paragraphs text={remark.body} />}
      {remark.own && remark.body !== null ? <WithdrawComment questionId={questionId} commentId={remark.id} /> : null}
    </div>
  );
}
