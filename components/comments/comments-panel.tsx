"use client";

import { EmptyState } from "#components/ui/empty-state";
import { SecHead } from "#components/ui/sec-head";
import { CommentNews } from "./comment-news";
import { useBoard, useComments } from "./comments-around";
import { NewComment } from "./new-comment";
import type { CommentsView, ThreadView } from "./thread";
import { ThreadCard } from "./thread-card";

const HIDDEN: Record<NonNullable<CommentsView["hidden"]>["until"], string> = {
  "you-forecast": "They speak of the numbers, so they are shown when you have forecast.",
  "round-closes": "They speak of the numbers, so they are closed until the round has ended.",
  "question-closes": "They speak of the numbers, so they are shown when the question has closed.",
};

/** What people say of the words of a rationale, beside it. There without script too; who may, answers and resolves. */
export function CommentsPanel() {
  const { board, comments, mayComment } = useComments();
  const { placed, composing } = useBoard(board);
  const { hidden, open: mayBeAdded, threads } = comments;
  const inText = ({ id, place }: ThreadView) => placed?.get(id) ?? place !== null;
  const open = threads.filter(({ resolved }) => !resolved);
  const standing = open.filter(inText);
  const lost = open.filter((thread) => !inText(thread));
  const resolved = threads.filter((thread) => thread.resolved);
  return (
    <section aria-labelledby="comments" className="comments">
      <SecHead
        id="comments"
        title={<>Comments {open.length > 0 ? <span className="muted font-normal">{open.length} open</span> : null}</>}
      />
      {hidden ? <EmptyState title="Hidden with the numbers.">{HIDDEN[hidden.until]}</EmptyState> : null}
      {!hidden && !mayBeAdded ? (
        <p className="small muted">What was said before the round. Nothing is added while it is blind.</p>
      ) : null}
      {composing && mayComment ? <NewComment key={composing.start + composing.end} chosen={composing} /> : null}
      {!hidden && threads.length === 0 && !composing ? (
        <p className="small muted">
          Nobody has said anything of the text. {mayComment ? "Select some of its words to begin (Ctrl+Alt+M)." : null}
        </p>
      ) : null}
      <Threads threads={standing} label="Comments on the text" inText />
      {lost.length > 0 ? (
        <section aria-labelledby="comments-lost" className="mt-5">
          <h3 className="b small mb-2" id="comments-lost">
            No longer in the text
          </h3>
          <Threads threads={lost} label="Comments on words that are gone" inText={false} />
        </section>
      ) : null}
      {resolved.length > 0 ? (
        <details className="mt-5">
          <summary className="small link w-max">{resolved.length} resolved</summary>
          <div className="mt-3 stack-4">
            <Threads threads={resolved.filter(inText)} label="Resolved comments" inText />
            <Threads threads={resolved.filter((one) => !inText(one))} label="Resolved, words gone" inText={false} />
          </div>
        </details>
      ) : null}
      <CommentNews threads={threads} />
    </section>
  );
}

function Threads({ threads, label, inText }: { threads: readonly ThreadView[]; label: string; inText: boolean }) {
  if (threads.length === 0) return null;
  return (
    <ul className="stack-4 threads" aria-label={label}>
      {threads.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} inText={inText} />
      ))}
    </ul>
  );
}
