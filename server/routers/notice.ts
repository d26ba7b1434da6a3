import { markAllInput, markAllNotices, markInput, markNotices } from "#server/notifications/mark-notices";
import { unreadNotices } from "#server/notifications/notice-rows";
import { kindInput, muteInput, setMute, setNoticeKind } from "#server/notifications/notice-settings";
import { questionProcedure, scenarioProcedure, selfProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

/** One's own notices: whoever may read a thing may mute it. */
export const noticeRouter = t.router({
  unread: selfProcedure().query(({ ctx }) => unreadNotices(ctx.actor)),
  mark: selfProcedure()
    .input(markInput)
    .mutation(({ ctx, input }) => markNotices(ctx.actor, input)),
  markAll: selfProcedure()
    .input(markAllInput)
    .mutation(({ ctx, input }) => markAllNotices(ctx.actor, input)),
  setKind: selfProcedure()
    .input(kindInput)
    .mutation(({ ctx, input }) => setNoticeKind(ctx.actor, input)),
  muteQuestion: questionProcedure("question.read")
    .input(muteInput)
    .mutation(({ ctx, input }) =>
      setMute(ctx.actor, { teamId: ctx.question.teamId, questionId: ctx.question.id }, input.muted),
    ),
  muteScenario: scenarioProcedure("scenario.read")
    .input(muteInput)
    .mutation(({ ctx, input }) =>
      setMute(ctx.actor, { teamId: ctx.scenario.teamId, scenarioId: ctx.scenario.id }, input.muted),
    ),
  muteTeam: teamProcedure("team.read")
    .input(muteInput)
    .mutation(({ ctx, input }) => setMute(ctx.actor, { teamId: ctx.teamId }, input.muted)),
});
