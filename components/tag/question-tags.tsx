"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";
import { TagField } from "./tag-field";

interface QuestionTagsProps {
  questionId: string;
  teamId: string;
  tags: readonly string[];
  /** Tags that the team has; empty where the reader may not change any. */
  known: readonly string[];
  mayEdit: boolean;
}

/** The labels of a question, for everyone to follow; whoever writes questions changes them here, each press at once. */
export function QuestionTags({ questionId, teamId, tags, known, mayEdit }: QuestionTagsProps) {
  const router = useRouter();
  const ready = useHydrated();
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(next: readonly string[], undoing = false) {
    setBusy(true);
    setProblem(null);
    try {
      const { before, tags: now } = await trpc.tag.set.mutate({ questionId, tags: [...next] });
      const undo = undoing ? undefined : { label: "Undo", run: () => void save(before, true) };
      toast(now.length > 0 ? `Tagged ${now.join(", ")}.` : "No tags any more.", undo);
      router.refresh();
    } catch (error) {
      const { message, fieldErrors } = problemOf(error);
      setProblem(fieldErrors.tags ?? message);
    } finally {
      setBusy(false);
    }
  }

  if (tags.length === 0 && !mayEdit) return null;
  return (
    <div className="question-tags">
      <div className="row">
        {tags.length > 0 && !editing ? (
          <ul className="tag-row" aria-label="Tags">
            {tags.map((name) => (
              <li key={name}>
                <Link className="tag" href={`/tags?${new URLSearchParams({ team: teamId, tag: name })}`}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {mayEdit ? (
          <button
            type="button"
            className="link small"
            disabled={!ready}
            aria-expanded={editing}
            data-shortcut="t"
            data-shortcut-label="Edit the tags"
            onClick={() => setEditing(!editing)}
          >
            {editing ? "Done with tags" : tags.length > 0 ? "Edit tags" : "Add tags"}
          </button>
        ) : null}
      </div>
      {editing ? (
        <div className="mt-2 max-w-[26rem]">
          <TagField
            value={tags}
            known={known}
            disabled={busy}
            error={problem}
            hint="Each change is saved at once."
            onChange={(next) => void save(next)}
          />
        </div>
      ) : null}
    </div>
  );
}
