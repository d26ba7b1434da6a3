"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Select, TextField } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { textOf } from "#components/ui/text-of";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { useSubmit } from "#components/ui/use-submit";

interface TagActsProps {
  teamId: string;
  tag: { id: string; name: string };
  /** How many questions carry it, drafts included. */
  questions: number;
  others: readonly { id: string; name: string }[];
}

/** What a lead does to a tag: rename (can be undone), merge and delete (each names its effect before the press). */
export function TagActs({ teamId, tag, questions, others }: TagActsProps) {
  const [open, setOpen] = useState<"rename" | "merge" | "delete" | null>(null);
  const ready = useHydrated();
  const close = () => setOpen(null);
  const carried = counted(questions, "question", "questions");
  return (
    <>
      <span className="row">
        {(["rename", "merge", "delete"] as const).map((act) => (
          <button
            key={act}
            type="button"
            className="link small"
            aria-label={`${LABEL[act]} tag ${tag.name}`}
            disabled={!ready || (act === "merge" && others.length === 0)}
            onClick={() => setOpen(act)}
          >
            {LABEL[act]}
          </button>
        ))}
      </span>
      <Dialog open={open === "rename"} onClose={close} title={`Rename “${tag.name}”`}>
        {open === "rename" ? <Rename teamId={teamId} tag={tag} done={close} /> : null}
      </Dialog>
      <Dialog open={open === "merge"} onClose={close} title={`Merge “${tag.name}”`}>
        {open === "merge" ? <Merge teamId={teamId} tag={tag} carried={carried} others={others} done={close} /> : null}
      </Dialog>
      <Dialog open={open === "delete"} onClose={close} title={`Delete “${tag.name}”`}>
        {open === "delete" ? <Delete teamId={teamId} tag={tag} carried={carried} done={close} /> : null}
      </Dialog>
    </>
  );
}

const LABEL = { rename: "Rename", merge: "Merge", delete: "Delete" } as const;

interface Act {
  teamId: string;
  tag: { id: string; name: string };
  done: () => void;
}

/** Says what was done and shows the page as it now is. */
function useDone(done: () => void) {
  const router = useRouter();
  return (message: string, undo?: () => Promise<unknown>) => {
    done();
    toast(
      message,
      undo && {
        label: "Undo",
        run: () =>
          void undo().then(
            () => router.refresh(),
            () => toast("That could not be undone: the tag has changed since."),
          ),
      },
    );
    router.refresh();
  };
}

function Rename({ teamId, tag, done }: Act) {
  const finish = useDone(done);
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async (form) => {
    const name = textOf(form, "name");
    const { before } = await trpc.tag.rename.mutate({ teamId, tagId: tag.id, name });
    finish(`“${before}” is now “${name}”.`, () => trpc.tag.rename.mutate({ teamId, tagId: tag.id, name: before }));
    return null;
  });
  return (
    <form className="stack-4 mt-4" onSubmit={onSubmit} noValidate>
      <TextField label="Name" name="name" defaultValue={tag.name} maxLength={60} error={fieldErrors.name} />
      <Press busy={busy} message={message}>
        Rename the tag
      </Press>
    </form>
  );
}

function Merge({ teamId, tag, carried, others, done }: Act & { carried: string; others: TagActsProps["others"] }) {
  const finish = useDone(done);
  const [into, setInto] = useState(others[0]?.id ?? "");
  const target = others.find(({ id }) => id === into)?.name ?? "";
  const { onSubmit, busy, message, fieldErrors } = useSubmit(async () => {
    await trpc.tag.merge.mutate({ teamId, tagId: tag.id, into });
    finish(`“${tag.name}” is merged into “${target}”.`);
    return null;
  });
  return (
    <form className="stack-4 mt-4" onSubmit={onSubmit} noValidate>
      <Select label="Into" value={into} error={fieldErrors.into} onChange={(event) => setInto(event.target.value)}>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <p className="body">
        {carried} tagged “{tag.name}” will carry “{target}”, and “{tag.name}” goes. This cannot be undone.
      </p>
      <Press busy={busy} message={message} danger>
        Merge into “{target}”
      </Press>
    </form>
  );
}

function Delete({ teamId, tag, carried, done }: Act & { carried: string }) {
  const finish = useDone(done);
  const { onSubmit, busy, message } = useSubmit(async () => {
    await trpc.tag.delete.mutate({ teamId, tagId: tag.id });
    finish(`“${tag.name}” is deleted.`);
    return null;
  });
  return (
    <form className="stack-4 mt-4" onSubmit={onSubmit} noValidate>
      <p className="body">
        “{tag.name}” comes off {carried}, which stay as they are with their forecasts and scores. This cannot be undone.
      </p>
      <Press busy={busy} message={message} danger>
        Delete the tag
      </Press>
    </form>
  );
}

function Press({
  busy,
  message,
  danger,
  children,
}: {
  busy: boolean;
  message: string | null;
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      {message ? <Note kind="bad">{message}</Note> : null}
      <Button type="submit" variant={danger ? "danger" : "primary"} busy={busy}>
        {children}
      </Button>
    </>
  );
}
