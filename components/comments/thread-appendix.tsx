import { Paragraphs } from "#components/question/wording";
import { SecHead } from "#components/ui/sec-head";
import { Time } from "#components/ui/time";
import { type ThreadView, threadId } from "./thread";

/** The comments on a rationale as a list after it: to read and to print. */
export function ThreadAppendix({ threads }: { threads: readonly ThreadView[] }) {
  if (threads.length === 0) return null;
  return (
    <section aria-labelledby="comments" className="mt-9">
      <SecHead title="Comments" id="comments" />
      <ul className="stack-4 threads">
        {threads.map(({ id, words, place, comments, resolved }) => (
          <li key={id} className="thread" id={threadId(id)}>
            <blockquote className={place ? "about" : "about gone"}>
              {words === "" ? "The words were removed from the record." : `“${words}”`}
            </blockquote>
            {place ? null : <p className="muted">These words are no longer in the text.</p>}
            <ol>
              {comments.map((comment) => (
                <li key={comment.id}>
                  <span className="b">{comment.by}</span>{" "}
                  <span className="muted">
                    <Time at={comment.at} show="minute" />
                  </span>
                  {comment.body === null ? (
                    <p className="muted">Withdrawn by its author.</p>
                  ) : (
                    <Paragraphs text={comment.body} />
                  )}
                </li>
              ))}
            </ol>
            {resolved ? <p className="muted">Resolved by {resolved.by}.</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
