import type { OutcomeKind } from "#core/outcome";

/** What people are told of. */
export const NOTICE_KINDS = [
  "RESOLVED",
  "CORRECTED",
  "PROPOSAL",
  "CLOSING",
  "STALE",
  "AMENDED",
  "ROUND_OPENED",
  "ROUND_ENDING",
  "ROUND_ENDED",
  "MENTION",
  "REPLY",
  "DEPUTY_NAMED",
  "DEPUTY_BEGAN",
  "DEPUTY_ENDED",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** A verdict and what one has of it. */
export interface OwnVerdict {
  /** Null where the verdict was withdrawn, and then without words. */
  outcome: OutcomeKind | null;
  said: string | null;
  /** One's own peer points; null without a score, or where they may not be shown. */
  peer: number | null;
}

/** A verdict beside the one that it took the place of. */
export interface VerdictChange {
  before: OwnVerdict | null;
  after: OwnVerdict;
  /** Why it was corrected. */
  reason: string | null;
}

/** What a notice says, made of what is so now and what its reader may see of it. */
export type NoticeContent =
  | { kind: "RESOLVED" | "CORRECTED"; change: VerdictChange; inForce: boolean }
  | {
      kind: "PROPOSAL";
      /** Null would withdraw the verdict. */
      outcome: OutcomeKind | null;
      said: string | null;
      /** Whether it would change a verdict that is in force. */
      corrects: boolean;
      by: string | null;
      verdict: "CONFIRMED" | "REJECTED" | "RETRACTED" | null;
    }
  | { kind: "CLOSING"; closesAt: Date; now: "open" | "closed" | "forecast" }
  | { kind: "STALE"; probability: number | null; holds: boolean; latestAt: Date | null; settled: boolean }
  | {
      kind: "AMENDED";
      /** Null where the question took the place of another, which is void. */
      amendment: "CLARIFICATION" | "CLOSE_MOVED" | null;
      version: number;
      reason: string;
      closesAt: Date;
      settled: boolean;
    }
  | {
      kind: "MENTION";
      by: string;
      place: "discussion" | "rationale" | "comments";
      excerpt: string | null;
      threadId: string | null;
    }
  | { kind: "REPLY"; by: string; excerpt: string | null; threadId: string | null }
  | { kind: "ROUND_OPENED" | "ROUND_ENDING"; round: number; endsAt: Date; now: "open" | "answered" | "ended" }
  | { kind: "ROUND_ENDED"; round: number; endedAt: Date }
  | ({ kind: "DEPUTY_NAMED" | "DEPUTY_BEGAN" | "DEPUTY_ENDED" } & ToldDeputyship);

/** A deputyship as one of the two whom it concerns is told of it. */
export interface ToldDeputyship {
  /** What the reader is in it. */
  side: "deputy" | "lead";
  /** The other one. */
  other: string;
  from: Date;
  until: Date;
  now: "coming" | "now" | "over";
  /** Ended before its time, by whom; null where the clock ended it, or nothing has. */
  endedBy: string | null;
}

export interface NoticeItem {
  id: string;
  at: Date;
  /** It waits to be read: neither marked nor settled. */
  unread: boolean;
  /** Marked by its reader: what can be taken back. */
  read: boolean;
  content: NoticeContent;
}

/** The notices about one question, about one scenario's rationale, or about the deputies of a team. */
export interface NoticeGroup {
  key: string;
  teamId: string;
  team: string;
  questionId: string | null;
  /** Null where it is about deputies. */
  scenario: { id: string; number: number; statement: string } | null;
  /** The question's wording; without one the scenario's statement, or what it is about. */
  title: string;
  unread: number;
  /** Newest first. */
  notices: readonly NoticeItem[];
}
