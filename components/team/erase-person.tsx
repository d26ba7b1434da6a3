"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { TextArea, TextField } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

interface ErasePersonProps {
  userId: string;
  name: string;
  words: { reasons: number; comments: number; dissents: number };
  /** Why it cannot be done, if it cannot. */
  why: string | null;
}

/** Erases a person in two steps: what goes is said, then the name is typed. */
export function ErasePerson({ userId, name, words, why }: ErasePersonProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    await trpc.user.erase.mutate({ userId, name: textOf(form, "name"), reason: textOf(form, "reason") });
    toast("The person is erased.");
    router.push("/admin");
    router.refresh();
    return null;
  });
  return (
    <div className="stack-4">
      <ul className="body small stack">
        <li>
          <b>Goes for good:</b> name, address, password, sessions, tokens, links and notices;{" "}
          {counted(words.reasons, "reason", "reasons")}, {counted(words.comments, "comment", "comments")} and{" "}
          {counted(words.dissents, "dissent", "dissents")}; notes on verdicts and rounds; and the salts by which the
          ledger knew these words.
        </li>
        <li>
          <b>Stays:</b> forecasts and scores, under a pseudonym, to the last digit; what the team wrote together
          (briefs, scenarios, questions, rationales). A name inside such a text goes by removing the rationale’s
          history.
        </li>
      </ul>
      {why ? <Note kind="info">{why}</Note> : null}
      <p>
        <Button variant="danger" disabled={!hydrated || why !== null} onClick={() => setOpen(true)}>
          Erase {name} …
        </Button>
      </p>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Erase ${name}`}>
        <form className="stack-4" method="post" onSubmit={onSubmit} noValidate>
          <Note kind="warn">Nobody can undo this.</Note>
          <TextField
            label={`Type the name: ${name}`}
            name="name"
            autoComplete="off"
            required
            error={fieldErrors.name}
          />
          <TextArea
            label="Reason"
            name="reason"
            rows={2}
            required
            hint="It stays in the record, so it names nobody."
            error={fieldErrors.reason}
          />
          {message ? <Note kind="bad">{message}</Note> : null}
          <div className="row">
            <Button variant="danger" type="submit" busy={busy}>
              Erase for good
            </Button>
            <Button onClick={() => setOpen(false)}>Leave it</Button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
