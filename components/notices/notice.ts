import type { NoticeGroup, NoticeKind } from "#core/notice";

/** What can be muted from where one stands. */
export interface Mutable {
  what: "question" | "scenario" | "team";
  subjectId: string;
  title: string;
}

/** How a kind is called, what it tells, and why one gets it. */
export const KIND_WORDS: Record<NoticeKind, { label: string; hint: string; why: string }> = {
  RESOLVED: {
    label: "Resolved",
    hint: "A question you forecast has its verdict, with your score.",
    why: "you forecast on this question",
  },
  CORRECTED: {
    label: "Corrected",
    hint: "A verdict that concerned you was changed: before and after.",
    why: "you forecast on this question, and its verdict was changed",
  },
  PROPOSAL: {
    label: "To confirm",
    hint: "Somebody proposed a verdict that you may confirm.",
    why: "you may confirm verdicts in this team, and somebody else proposed this one",
  },
  CLOSING: {
    label: "Closing",
    hint: "A question closes within 48 hours and you have no forecast on it.",
    why: "you forecast in this team and had said nothing on this question 48 hours before its close",
  },
  STALE: {
    label: "Stale",
    hint: "A forecast of yours has stood for 30 days without a word.",
    why: "your forecast had stood for 30 days without a change or a reaffirmation",
  },
  AMENDED: {
    label: "Amended",
    hint: "A question you forecast was worded more clearly, moved its close or was replaced.",
    why: "you forecast on this question, or on the one that it replaces, before it was amended",
  },
  ROUND_OPENED: {
    label: "Round",
    hint: "A blind round was opened on a question: it waits for your three numbers.",
    why: "you forecast in this team, and a round was opened on this question",
  },
  ROUND_ENDING: {
    label: "Round ends",
    hint: "A round ends within a day, and again within two hours, and you have not answered in it.",
    why: "you forecast in this team and had not answered in the round shortly before its end",
  },
  ROUND_ENDED: {
    label: "Round over",
    hint: "A round has ended: its numbers are shown and the discussion is open.",
    why: "you forecast in this team, and a round on this question has ended",
  },
  MENTION: {
    label: "Mention",
    hint: "Somebody named you with an @.",
    why: "you were named",
  },
  REPLY: {
    label: "Reply",
    hint: "Somebody answered in a thread beside a rationale in which you wrote.",
    why: "you wrote in this thread",
  },
  DEPUTY_NAMED: {
    label: "Deputy",
    hint: "You were named deputy for a lead, or somebody was for you.",
    why: "one of you stands in for the other",
  },
  DEPUTY_BEGAN: {
    label: "Deputy begins",
    hint: "The time as deputy that was named ahead has begun.",
    why: "one of you stands in for the other",
  },
  DEPUTY_ENDED: {
    label: "Deputy ends",
    hint: "A time as deputy is over, or was ended early.",
    why: "one of you stood in for the other",
  },
};

/** Where a group leads: with a verdict as its news to the scores, with a comment on a rationale to its thread, with deputies to the team. */
export function hrefOf({ questionId, scenario, notices, teamId }: NoticeGroup): string {
  const newest = notices[0]?.content;
  // A deputy opens the team's page while they have a lead's rights.
  if (!scenario)
    return newest && "side" in newest && (newest.side === "lead" || newest.now === "now")
      ? `/admin/teams/${teamId}`
      : "/";
  if (!questionId) {
    const threadId = newest?.kind === "MENTION" || newest?.kind === "REPLY" ? newest.threadId : null;
    return `/scenarios/${scenario.id}${threadId ? `#thread-${threadId}` : ""}`;
  }
  if (newest?.kind === "AMENDED") return `/questions/${questionId}#versions`;
  if (newest?.kind === "ROUND_ENDED") return `/questions/${questionId}#rounds`;
  const scored = newest?.kind === "RESOLVED" || newest?.kind === "CORRECTED";
  return `/questions/${questionId}${scored ? "#scores" : ""}`;
}
