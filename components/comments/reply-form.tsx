"use client";

import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { useHydrated } from "#components/ui/use-hydrated";
import { CommentField } from "./comment-field";
import { useComments } from "./comments-around";

/** An answer in a thread. What was begun stays when the thread moves to another place. */
export function ReplyForm({ threadId }: { threadId: string }) {
  const { board, scenarioId } = useComments();
  const ready = useHydrated();
  const [answering, setAnswering] = useState(() => board.drafts.has(threadId));
  if (!answering)
    return (
      <button type="button" className="link" disabled={!ready} onClick={() => setAnswering(true)}>
        Reply
      </button>
    );
  return (
    <CommentField
      label="Reply"
      before={board.drafts.get(threadId)}
      send="Post reply"
      onSend={(body) => trpc.comment.reply.mutate({ scenarioId, threadId, body })}
      onChange={(body) => void board.drafts.set(threadId, body)}
      onDone={() => {
        board.drafts.delete(threadId);
        setAnswering(false);
        board.set({ focus: threadId });
      }}
    />
  );
}
