import type { Quote, Span } from "#core/comment-anchor";

/** A thread beside a rationale, as its reader may see it. */
export interface ThreadView {
  id: string;
  /** Empty where the words were removed for good. */
  words: string;
  /** Where they are in the stored text; null where they are not. */
  place: Span | null;
  anchor: { start: string; end: string; quote: Quote };
  comments: readonly CommentView[];
  resolved: { by: string; at: number } | null;
}

export interface CommentView {
  id: string;
  by: string;
  own: boolean;
  at: number;
  body: string | null;
  rewordedAt: number | null;
}

/** The comments on a rationale. */
export interface CommentsView {
  hidden: { until: "you-forecast" | "round-closes" | "question-closes" } | null;
  /** Whether anything may be added. */
  open: boolean;
  threads: readonly ThreadView[];
}

export const threadId = (id: string): string => `thread-${id}`;
