import { z } from "zod";
import { markAllNotices, markNotices } from "#server/notifications/mark-notices";
import { noticePage } from "#server/notifications/notice-page";
import { noticeSettings } from "#server/notifications/notice-queries";
import { COUNT_LIMIT, unreadNotices } from "#server/notifications/notice-rows";
import { setMute, setNoticeKind } from "#server/notifications/notice-settings";
import { pageFrom, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { questionRoute, type Route, scenarioRoute, selfRoute, teamRoute } from "#server/routers/rest/route";
import { KIND, KINDS, Notice, noticeOf, STORED_KIND } from "#server/routers/rest/shapes/notice";
import { GivenAt, Id } from "#server/routers/rest/shapes/values";

/** Microseconds since the epoch, and the id. */
const PLACE = z.tuple([z.int().min(0), z.uuid()]);

const mute = {
  tag: "You",
  // One's own notices are changed, which a token that only reads does not do.
  scope: "forecast",
  description: "Notices are hidden while it stands and come back with it gone.",
  body: z.strictObject({ muted: z.boolean() }),
  example: { muted: true },
  answer: z.object({ muted: z.boolean() }),
} as const;

export const noticeRoutes: readonly Route[] = [
  selfRoute("GET /notices", {
    operationId: "listNotices",
    tag: "You",
    summary: "What you are told, newest first",
    query: z.strictObject({
      unread: z
        .enum(["true", "false"])
        .default("false")
        .meta({ description: "`true`: only those that wait to be read." }),
      ...paging,
    }),
    answer: pageOf(Notice),
    async handle({ actor, query: { unread, limit, cursor } }) {
      const [micros, id] = placeIn(cursor, PLACE) ?? [];
      const after = micros === undefined || id === undefined ? null : { micros, id };
      const { lines, next } = await noticePage(actor, { after, limit, unread: unread === "true" });
      return { items: lines.map(noticeOf), next: next && pageFrom([next.micros, next.id]) };
    },
  }),
  selfRoute("GET /notices/unread", {
    operationId: "countUnreadNotices",
    tag: "You",
    summary: "How many notices wait to be read",
    answer: z.object({ unread: z.number().meta({ description: `${COUNT_LIMIT} stands for as many or more.` }) }),
    handle: async ({ actor }) => ({ unread: await unreadNotices(actor) }),
  }),
  selfRoute("POST /notices/marks", {
    operationId: "markNotices",
    tag: "You",
    scope: "forecast",
    summary: "Mark some notices as read or unread",
    description: "Ids of somebody else’s change nothing.",
    body: z.strictObject({
      notices: z.array(Id).min(1).max(500, "At most 500 notices at once."),
      read: z.boolean().default(true),
    }),
    example: { notices: ["0193e6a0-0000-7000-8000-000000000000"], read: true },
    answer: z.object({ read: z.boolean() }),
    async handle({ actor, body: { notices: ids, read } }) {
      await markNotices(actor, { ids, read });
      return { read };
    },
  }),
  selfRoute("POST /notices/marks/all", {
    operationId: "markAllNotices",
    tag: "You",
    scope: "forecast",
    summary: "Mark all notices up to an instant as read",
    body: z.strictObject({ until: GivenAt.meta({ description: "What comes in after it stays unread." }) }),
    example: { until: "2026-11-28T09:00:00Z" },
    answer: z.object({ notices: z.array(Id).meta({ description: "Those that it marked, at most 500." }) }),
    handle: async ({ actor, body }) => ({ notices: (await markAllNotices(actor, body)).ids }),
  }),
  selfRoute("GET /notices/settings", {
    operationId: "readNoticeSettings",
    tag: "You",
    summary: "Which kinds of notice are switched off, and what is muted",
    answer: z.object({
      off: z.array(z.enum(KINDS)),
      muted: z.array(z.object({ what: z.enum(["question", "scenario", "team"]), id: Id, title: z.string() })),
    }),
    async handle({ actor }) {
      const { off, muted } = await noticeSettings(actor);
      return {
        off: off.map((kind) => KIND[kind]),
        muted: muted.map(({ what, subjectId: id, title }) => ({ what, id, title })),
      };
    },
  }),
  selfRoute("POST /notices/kinds", {
    operationId: "setNoticeKind",
    tag: "You",
    scope: "forecast",
    summary: "Switch a kind of notice on or off, from now on",
    body: z.strictObject({ kind: z.enum(KINDS), on: z.boolean() }),
    example: { kind: "closing", on: false },
    answer: z.object({ kind: z.enum(KINDS), on: z.boolean() }),
    async handle({ actor, body: { kind, on } }) {
      await setNoticeKind(actor, { kind: STORED_KIND[kind], on });
      return { kind, on };
    },
  }),
  questionRoute("question.read", "POST /questions/{questionId}/mute", {
    ...mute,
    operationId: "muteQuestion",
    summary: "Mute a question for yourself, or hear of it again",
    async handle({ actor, on: { id: questionId, teamId }, body: { muted } }) {
      await setMute(actor, { teamId, questionId }, muted);
      return { muted };
    },
  }),
  scenarioRoute("scenario.read", "POST /scenarios/{scenarioId}/mute", {
    ...mute,
    operationId: "muteScenario",
    summary: "Mute a scenario with its questions for yourself, or hear of it again",
    async handle({ actor, on: { id: scenarioId, teamId }, body: { muted } }) {
      await setMute(actor, { teamId, scenarioId }, muted);
      return { muted };
    },
  }),
  teamRoute("team.read", "POST /teams/{teamId}/mute", {
    ...mute,
    operationId: "muteTeam",
    summary: "Mute a whole team for yourself, or hear of it again",
    async handle({ actor, on: { id: teamId }, body: { muted } }) {
      await setMute(actor, { teamId }, muted);
      return { muted };
    },
  }),
];
