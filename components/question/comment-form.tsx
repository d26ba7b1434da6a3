"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { TextArea } from "#components/ui/field";
import { useHydrated } from "#components/ui/use-hydrated";

interface CommentFormProps {
  questionId: string;
  /** The remark it answers. */
  parentId?: string;
  label: string;
}

export function CommentForm({ questionId, parentId, label }: CommentFormProps) {
  const router = useRouter();
  const ready = useHydrated();
  const [body, setBody] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");

  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setFailure("");
    try {
      await trpc.question.comment.mutate({ questionId, parentId, body });
      setBody("");
      router.refresh();
    } catch (error) {
      setFailure(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="stack mt-2 max-w-[40rem]" onSubmit={send}>
      <TextArea
        label={label}
        hint="An @ and a name tells that person."
        rows={3}
        value={body}
        maxLength={8000}
        disabled={!ready}
        error={failure}
        onChange={(event) => setBody(event.target.value)}
      />
      <Button type="submit" busy={busy} disabled={!ready || body.trim() === ""}>
        Post
      </Button>
    </form>
  );
}
