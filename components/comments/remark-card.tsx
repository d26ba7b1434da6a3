"use client";

import { useState } from "react";
import { Paragraphs } from "#components/question/wording";
import { trpc } from "#components/trpc-client";
import { ProblemLine } from "#components/ui/problem-line";
import { Time } from "#components/ui/time";
import { toast } from "#components/ui/toast";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import { CommentField } from "./comment-field";
import { useComments } from "./comments-around";
import type { CommentView } from "./thread";

/** What one person said; one's own can be said otherwise or taken back. */
export function RemarkCard({ threadId, comment }: { threadId: string; comment: CommentView }) {
  const { scenarioId, mayComment } = useComments();
  const ready = useHydrated();
  const [editing, setEditing] = useState(false);
  const { act, busy, problem } = useAct();
  const { id: commentId, by, own, at, body, rewordedAt } = comment;
  const of = { scenarioId, threadId, commentId };

  async function withdraw() {
    if (body === null || !(await act(() => trpc.comment.withdraw.mutate(of)))) return;
    const undo = { label: "Undo", run: () => void act(() => trpc.comment.reword.mutate({ ...of, body })) };
    toast("Your comment is withdrawn.", undo);
  }

  return (
    <li>
      <div className="row between">
        <span className="b">{by}</span>
        <span className="muted">
          {rewordedAt === null ? null : "reworded "}
          <Time at={rewordedAt ?? at} show="minute" />
        </span>
      </div>
      {editing && body !== null ? (
        <CommentField
          label="In other words"
          before={body}
          send="Save"
          onSend={(words) => trpc.comment.reword.mutate({ ...of, body: words })}
          onDone={() => setEditing(false)}
        />
      ) : body === null ? (
        <p className="muted">Withdrawn by its author.</p>
      ) : (
        <Paragraphs text={body} />
      )}
      {own && mayComment && body !== null && !editing ? (
        <div className="row">
          <button type="button" className="link" disabled={!ready || busy} onClick={() => setEditing(true)}>
            Reword
          </button>
          <button type="button" className="link" disabled={!ready || busy} onClick={withdraw}>
            Withdraw
          </button>
        </div>
      ) : null}
      <ProblemLine>{problem}</ProblemLine>
    </li>
  );
}
