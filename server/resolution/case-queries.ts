import { type Actor, can, mayConfirmSingleHanded } from "#core/permissions";
import { type QuestionState, questionState } from "#core/resolution";
import { sweepBinary } from "#core/scoring/sweep";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { otherConfirmers } from "#server/resolution/other-confirmers";
import { type ResolutionRecord, resolutionHistory } from "#server/resolution/resolution-queries";

/** A question as its resolver sees it. */
export interface ResolutionCase {
  questionId: string;
  state: QuestionState;
  title: string;
  criteria: string;
  source: string;
  versionNumber: number;
  opensAt: Date;
  closesAt: Date;
  scenario: { id: string; number: number; statement: string };
  brief: { id: string; title: string };
  quote: string | null;
  history: ResolutionRecord[];
  pending: Pending | null;
}

interface Pending {
  proposalId: string;
  record: ResolutionRecord;
  /** How many people confirming would score. `exact` is false before reveal, when only who has forecast may be told. */
  scored: { people: number; exact: boolean };
  mayConfirm: boolean;
  singleHanded: boolean;
}

/** @throws NOT_FOUND for whoever has no resolution desk in the question's team */
export async function resolutionCase(actor: Actor, questionId: string): Promise<ResolutionCase> {
  const question = await db.question.findUnique({
    where: { id: questionId },
    select: {
      id: true,
      teamId: true,
      state: true,
      revealPolicy: true,
      revealAt: true,
      versions: { orderBy: { number: "desc" }, take: 1 },
      scenario: {
        select: {
          id: true,
          number: true,
          statement: true,
          anchors: { orderBy: { createdAt: "asc" }, take: 1, select: { exact: true } },
          brief: {
            select: { id: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
          },
        },
      },
    },
  });
  const version = question?.versions[0];
  if (!question || !version || !can(actor, "resolution.desk", { teamId: question.teamId })) throw notFound();
  const { anchors, brief, ...scenario } = question.scenario;
  const { opensAt, closesAt, title, criteria, source } = version;
  const history = await resolutionHistory(actor, questionId);
  const record = history.find(({ decision, version: confirmed }) => decision === null && confirmed === null);
  return {
    questionId,
    state: questionState(question.state, { closesAt: closesAt.getTime() }, Date.now()),
    title,
    criteria,
    source,
    versionNumber: version.number,
    opensAt,
    closesAt,
    scenario,
    brief: { id: brief.id, title: brief.versions[0]?.title ?? "" },
    quote: anchors[0]?.exact ?? null,
    history,
    pending: record ? await pendingOf(actor, { ...question, opensAt, closesAt }, record) : null,
  };
}

type Asked = Parameters<typeof forecastViews>[1][number];

async function pendingOf(actor: Actor, question: Asked, record: ResolutionRecord): Promise<Pending> {
  const { teamId } = question;
  const others = record.own ? await otherConfirmers(db, teamId, actor.userId) : 0;
  const alone = record.own && mayConfirmSingleHanded(record.proposedAt?.getTime() ?? 0, Date.now(), others);
  const proposedById = record.own ? actor.userId : null;
  return {
    proposalId: record.id,
    record,
    scored: await peopleScored(actor, question, record),
    mayConfirm: can(actor, "resolution.confirm", { teamId, proposedById, singleHanded: alone }),
    singleHanded: alone,
  };
}

async function peopleScored(
  actor: Actor,
  question: Asked,
  { outcome, knownAt }: ResolutionRecord,
): Promise<Pending["scored"]> {
  if (outcome === "VOID" || outcome === "AMBIGUOUS") return { people: 0, exact: true };
  const view = (await forecastViews(actor, [question])).get(question.id);
  if (!view?.revealed) return { people: view?.whoHasForecast.length ?? 0, exact: false };
  const clocks = {
    opensAt: question.opensAt.getTime(),
    closesAt: question.closesAt.getTime(),
    knownAt: knownAt.getTime(),
  };
  const scores = sweepBinary({ clocks, log: view.revealed.log, outcome: outcome === "YES" ? "yes" : "no" });
  return { people: scores.filter(({ coverage }) => coverage > 0).length, exact: true };
}
