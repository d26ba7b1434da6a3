"use client";

import { useEffect, useRef } from "react";
import { trpc } from "#components/trpc-client";
import { ProblemLine } from "#components/ui/problem-line";
import { toast } from "#components/ui/toast";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import { useBoard, useComments } from "./comments-around";
import { RemarkCard } from "./remark-card";
import { ReplyForm } from "./reply-form";
import { type ThreadView, threadId } from "./thread";

/** One thread: the words it is about, what was said, and what one may do. */
export function ThreadCard({ thread, inText }: { thread: ThreadView; inText: boolean }) {
  const { board, scenarioId, mayComment } = useComments();
  const { placed, active, focus } = useBoard(board);
  const card = useRef<HTMLLIElement>(null);
  const ready = useHydrated();
  const { act, busy, problem } = useAct();
  const { id, words, comments, resolved } = thread;

  useEffect(() => {
    if (focus !== id) return;
    card.current?.closest("details")?.setAttribute("open", "");
    card.current?.focus();
    board.set({ focus: null });
  }, [board, focus, id]);

  async function resolve(to: boolean) {
    const send = (now: boolean) => trpc.comment.resolve.mutate({ scenarioId, threadId: id, resolved: now });
    if (!(await act(() => send(to)))) return;
    const undo = { label: "Undo", run: () => void act(() => send(!to)) };
    toast(to ? "The thread is resolved." : "The thread is open again.", undo);
  }

  return (
    <li
      className={active === id ? "thread on" : "thread"}
      id={threadId(id)}
      ref={card}
      tabIndex={-1}
      aria-label={`Thread on “${shortened(words)}”`}
      data-live
    >
      <Words
        words={words}
        onGo={placed && inText ? () => goTo() : null}
        why={inText ? null : "These words are no longer in the text."}
      />
      <ol>
        {comments.map((comment) => (
          <RemarkCard key={comment.id} threadId={id} comment={comment} />
        ))}
      </ol>
      {resolved ? <p className="muted mt-2">Resolved by {resolved.by}.</p> : null}
      {mayComment ? (
        <div className="row mt-2 flex-wrap">
          {resolved ? null : <ReplyForm threadId={id} />}
          <button type="button" className="link" disabled={!ready || busy} onClick={() => resolve(!resolved)}>
            {resolved ? "Reopen" : "Resolve"}
          </button>
        </div>
      ) : null}
      <ProblemLine>{problem}</ProblemLine>
    </li>
  );

  function goTo() {
    board.set({ active: id });
    board.text?.goTo(id);
  }
}

/** The quote; a press leads to the words in the text, Ctrl+Alt+M in them leads back. */
function Words({ words, onGo, why }: { words: string; onGo: (() => void) | null; why: string | null }) {
  const quote = words === "" ? "The words were removed from the record." : `“${words}”`;
  return (
    <blockquote className={why ? "about gone" : "about"}>
      {onGo ? (
        <button type="button" onClick={onGo} aria-label={`To the words “${shortened(words)}” in the text`}>
          {quote}
        </button>
      ) : (
        quote
      )}
      {why ? <span className="vh"> {why}</span> : null}
    </blockquote>
  );
}

const shortened = (words: string): string => (words.length > 80 ? `${words.slice(0, 79)}…` : words);
