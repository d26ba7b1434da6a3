import { fromZonedField, toZonedField } from "#components/ui/zoned-field";
import type { QuestionSpec } from "#core/question";
import type { QuestionDraft } from "#core/question-check";

export type RevealPolicy = "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND";

/** The form as it is typed: instants as the browser's own fields write them, in the reader's zone. */
export interface QuestionFields {
  title: string;
  criteria: string;
  source: string;
  baseRate: string;
  opensAt: string;
  closesAt: string;
  revealPolicy: RevealPolicy;
  revealAt: string;
}

/** What a draft on the server holds. */
export interface SavedDraft {
  questionId: string;
  title: string;
  criteria: string;
  source: string;
  baseRate: string;
  /** What kind of answer it takes. */
  spec: QuestionSpec;
  opensAt: Date;
  closesAt: Date;
  revealPolicy: RevealPolicy;
  revealAt: Date | null;
  tags: string[];
}

export function fieldsOf(draft: SavedDraft | null, now: number, zone: string): QuestionFields {
  return {
    title: draft?.title ?? "",
    criteria: draft?.criteria ?? "",
    source: draft?.source ?? "",
    baseRate: draft?.baseRate ?? "",
    opensAt: toZonedField(draft?.opensAt ?? now, zone),
    closesAt: draft ? toZonedField(draft.closesAt, zone) : "",
    revealPolicy: draft?.revealPolicy ?? "AFTER_FORECAST",
    revealAt: draft?.revealAt ? toZonedField(draft.revealAt, zone) : "",
  };
}

/** For the flags of core/question-check. */
export function draftOf({ title, criteria, source, opensAt, closesAt }: QuestionFields, zone: string): QuestionDraft {
  return {
    title,
    criteria,
    source,
    opensAt: fromZonedField(opensAt, zone)?.getTime() ?? null,
    closesAt: fromZonedField(closesAt, zone)?.getTime() ?? null,
  };
}
