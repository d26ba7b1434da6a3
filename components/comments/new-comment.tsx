"use client";

import { trpc } from "#components/trpc-client";
import type { ChosenWords } from "./comment-board";
import { CommentField } from "./comment-field";
import { useComments } from "./comments-around";

/** Begins a thread about words that were selected in the text. */
export function NewComment({ chosen }: { chosen: ChosenWords }) {
  const { board, scenarioId } = useComments();

  async function open(body: string): Promise<string | null> {
    if (board.text && !(await board.text.saved()))
      return "Your last words are not saved yet: the comment waits for the connection. Try again.";
    const { start, end } = chosen;
    const { threadId } = await trpc.comment.open.mutate({ scenarioId, start, end, body });
    board.set({ active: threadId, focus: threadId });
    return null;
  }
  return (
    <section className="thread on new-comment" aria-label="New comment">
      <blockquote className="about">“{chosen.words}”</blockquote>
      <CommentField
        label="Comment"
        send="Post comment"
        onSend={open}
        onDone={(sent) => {
          board.set({ composing: null });
          if (!sent) board.text?.focus();
        }}
      />
    </section>
  );
}
