import { accessRouter } from "#server/routers/access";
import { accountRouter } from "#server/routers/account";
import { briefRouter } from "#server/routers/brief";
import { codesRouter } from "#server/routers/codes";
import { commentRouter } from "#server/routers/comment";
import { deputyRouter } from "#server/routers/deputy";
import { exchangeRouter } from "#server/routers/exchange";
import { forecastRouter } from "#server/routers/forecast";
import { invitationRouter } from "#server/routers/invitation";
import { liveRouter } from "#server/routers/live";
import { memberRouter } from "#server/routers/member";
import { noticeRouter } from "#server/routers/notice";
import { questionRouter } from "#server/routers/question";
import { rationaleRouter } from "#server/routers/rationale";
import { relationRouter } from "#server/routers/relation";
import { resolutionRouter } from "#server/routers/resolution";
import { roundRouter } from "#server/routers/round";
import { scenarioRouter } from "#server/routers/scenario";
import { scoreRouter } from "#server/routers/score";
import { tagRouter } from "#server/routers/tag";
import { teamRouter } from "#server/routers/team";
import { tokenRouter } from "#server/routers/token";
import { t } from "#server/routers/trpc";
import { userRouter } from "#server/routers/user";

export const appRouter = t.router({
  access: accessRouter,
  account: accountRouter,
  invitation: invitationRouter,
  member: memberRouter,
  deputy: deputyRouter,
  team: teamRouter,
  user: userRouter,
  brief: briefRouter,
  exchange: exchangeRouter,
  forecast: forecastRouter,
  live: liveRouter,
  notice: noticeRouter,
  question: questionRouter,
  rationale: rationaleRouter,
  codes: codesRouter,
  comment: commentRouter,
  relation: relationRouter,
  resolution: resolutionRouter,
  round: roundRouter,
  scenario: scenarioRouter,
  score: scoreRouter,
  tag: tagRouter,
  token: tokenRouter,
});

export type AppRouter = typeof appRouter;
