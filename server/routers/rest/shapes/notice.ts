import { z } from "zod";
import type { NoticeLine } from "#server/notifications/notice-page";
import { At, at, atOrNull, Id, named } from "#server/routers/rest/shapes/values";

export const KINDS = [
  "resolved",
  "corrected",
  "proposal",
  "closing",
  "stale",
  "amended",
  "mention",
  "reply",
  "round_opened",
  "round_ending",
  "round_ended",
  "deputy_named",
  "deputy_began",
  "deputy_ended",
] as const;

export const Notice = named(
  "Notice",
  z.object({
    id: Id,
    at: At,
    unread: z.boolean(),
    kind: z.enum(KINDS),
    team: Id,
    question: Id.nullable(),
    scenario: Id.nullable().meta({ description: "Null where it is about deputies." }),
    title: z.string(),
    by: z.string().nullable().meta({ description: "Who proposed, mentioned you or replied." }),
    until: At.nullable().meta({ description: "When what it is about closes or ends." }),
  }),
);

export const KIND = {
  RESOLVED: "resolved",
  CORRECTED: "corrected",
  PROPOSAL: "proposal",
  CLOSING: "closing",
  STALE: "stale",
  AMENDED: "amended",
  MENTION: "mention",
  REPLY: "reply",
  ROUND_OPENED: "round_opened",
  ROUND_ENDING: "round_ending",
  ROUND_ENDED: "round_ended",
  DEPUTY_NAMED: "deputy_named",
  DEPUTY_BEGAN: "deputy_began",
  DEPUTY_ENDED: "deputy_ended",
} as const;

export const STORED_KIND = {
  resolved: "RESOLVED",
  corrected: "CORRECTED",
  proposal: "PROPOSAL",
  closing: "CLOSING",
  stale: "STALE",
  amended: "AMENDED",
  mention: "MENTION",
  reply: "REPLY",
  round_opened: "ROUND_OPENED",
  round_ending: "ROUND_ENDING",
  round_ended: "ROUND_ENDED",
  deputy_named: "DEPUTY_NAMED",
  deputy_began: "DEPUTY_BEGAN",
  deputy_ended: "DEPUTY_ENDED",
} as const satisfies Record<(typeof KINDS)[number], keyof typeof KIND>;

export function noticeOf({ id, at: told, unread, content, ...about }: NoticeLine): z.input<typeof Notice> {
  return {
    id,
    at: at(told),
    unread,
    kind: KIND[content.kind],
    team: about.teamId,
    question: about.questionId,
    scenario: about.scenarioId,
    title: about.title,
    by: "by" in content ? content.by : null,
    until: atOrNull("closesAt" in content ? content.closesAt : "endsAt" in content ? content.endsAt : null),
  };
}
