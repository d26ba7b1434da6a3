"use client";

import { useMemo } from "react";
import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import type { ParsedBrief } from "#core/brief/brief";
import { findCandidates } from "#core/brief/candidates";

export interface BriefFields {
  title: string;
  author: string;
  publisher: string;
  language: string;
  teamId: string;
}

interface CheckPanelProps {
  brief: ParsedBrief;
  /** Cuts brought back. */
  undone: number;
  teams: readonly { id: string; name: string }[];
  fields: BriefFields;
  errors: Record<string, string>;
  busy: boolean;
  /** What the press is called; saving a first version unless said otherwise. */
  submit?: string;
  onFields: (fields: BriefFields) => void;
  onSave: () => void;
  onBack: () => void;
}

const LANGUAGES = {
  en: "English",
  tr: "Turkish",
  ru: "Russian",
  de: "German",
  fr: "French",
  es: "Spanish",
  it: "Italian",
  pt: "Portuguese",
  nl: "Dutch",
  pl: "Polish",
  uk: "Ukrainian",
  ar: "Arabic",
  he: "Hebrew",
  el: "Greek",
  zh: "Chinese",
  ja: "Japanese",
  ko: "Korean",
} as const;

/** What will be saved, in numbers and fields, and the press that saves it. */
export function CheckPanel({
  brief,
  undone,
  teams,
  fields,
  errors,
  busy,
  submit = "Save as version 1",
  onFields,
  onSave,
  onBack,
}: CheckPanelProps) {
  const set = (name: keyof BriefFields) => (event: { target: { value: string } }) =>
    onFields({ ...fields, [name]: event.target.value });
  const suggested = useMemo(
    () => findCandidates(brief.passages, fields.language).length,
    [brief.passages, fields.language],
  );
  const problem = errors.save ?? errors.text ?? errors.digest ?? errors.decisions;
  return (
    <aside>
      <form
        className="panel"
        aria-labelledby="ready"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <h2 className="sec" id="ready">
          Ready to save
        </h2>
        <div className="stack mt-3">
          <TextField label="Title" value={fields.title} onChange={set("title")} error={errors.title} required />
          <TextField label="Author" optional value={fields.author} onChange={set("author")} error={errors.author} />
          <TextField
            label="Publisher"
            optional
            value={fields.publisher}
            onChange={set("publisher")}
            error={errors.publisher}
          />
          <Select label="Language" value={fields.language} onChange={set("language")} error={errors.language}>
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          {teams.length > 1 ? (
            <Select label="Team" value={fields.teamId} onChange={set("teamId")} error={errors.teamId}>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          ) : null}
        </div>
        <dl className="facts small mt-4">
          <dt>Kept</dt>
          <dd>{kept(brief)}</dd>
          <dt>Cut</dt>
          <dd>
            {counted(brief.cuts.length, "piece", "pieces")}
            {undone > 0 ? `, ${undone} brought back` : ""}
          </dd>
          <dt>Markers</dt>
          <dd>{markers(brief)}</dd>
        </dl>
        {problem && !errors.title ? <Note kind="bad">{problem}</Note> : null}
        <div className="row mt-4">
          <Button type="submit" variant="primary" busy={busy}>
            {busy ? "One moment…" : submit}
          </Button>
          <Button variant="quiet" onClick={onBack} disabled={busy}>
            Back to the text
          </Button>
        </div>
      </form>
      <section className="mt-6">
        <h3 className="sub">After saving</h3>
        <p className="small ink2 mt-1">
          The text is then fixed. {counted(suggested, "suggested statement waits", "suggested statements wait")} in the
          reading view.
        </p>
      </section>
    </aside>
  );
}

function kept({ passages, sources, authorNote }: ParsedBrief): string {
  const count = (...kinds: string[]) => passages.filter(({ kind }) => kinds.includes(kind)).length;
  const headings = count("heading");
  const items = count("list_item");
  return [
    counted(count("paragraph", "quote"), "paragraph", "paragraphs"),
    headings > 0 ? counted(headings, "heading", "headings") : "",
    items > 0 ? counted(items, "list item", "list items") : "",
    counted(sources.length, "note", "notes"),
    authorNote === null ? "" : "a note on the author",
  ]
    .filter(Boolean)
    .join(", ");
}

function markers({ noteMarkers, sources, passages }: ParsedBrief): string {
  if (noteMarkers.length === 0) return sources.length === 0 ? "none" : "none points to a note";
  const numbers = new Set(sources.map(({ number }) => number));
  const lost = noteMarkers.filter(({ number }) => !numbers.has(number));
  const paragraph = (passage: number) => passages.slice(0, passage + 1).filter(({ kind }) => kind !== "heading").length;
  const all = noteMarkers.map(({ number, passage }) => `[${number}] ¶${paragraph(passage)}`);
  const shown = all.length > 8 ? counted(all.length, "marker", "markers") : all.join(", ");
  if (lost.length === 0) return `${shown}: ${all.length === 1 ? "it finds its" : "all find their"} note`;
  return `${shown}; ${lost.map(({ number }) => `[${number}]`).join(", ")} without a note`;
}
