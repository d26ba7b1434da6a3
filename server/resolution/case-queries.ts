import type { OutcomeKind } from "#core/outcome";
import { type Actor, can, mayConfirmSingleHanded } from "#core/permissions";
import type { QuestionSpec } from "#core/question";
import { type QuestionState, questionState } from "#core/resolution";
import type { ShownQuestion } from "#server/forecasts/forecast-queries";
import { specOf } from "#server/forecasts/read-specs";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type ConditionalEffect, conditionalEffects } from "#server/resolution/conditional-effect";
import type { EvidenceItem } from "#server/resolution/evidence-queries";
import { type ResolutionRecord, resolutionHistory } from "#server/resolution/history-queries";
import { type Impact, impactOf } from "#server/resolution/impact";
import { otherConfirmers } from "#server/resolution/other-confirmers";
import { evidenceTexts } from "#server/resolution/read-evidence";
import { type ScoreChanges, scoreChanges } from "#server/resolution/score-changes";

/** A question as its resolver sees it. */
export interface ResolutionCase {
  questionId: string;
  state: QuestionState;
  title: string;
  criteria: string;
  source: string;
  versionNumber: number;
  spec: QuestionSpec;
  opensAt: Date;
  closesAt: Date;
  scenario: { id: string; number: number; statement: string };
  brief: { id: string; title: string };
  quote: string | null;
  history: ResolutionRecord[];
  /** The verdict in force, which a correction names. */
  inForce: { resolutionId: string; outcome: OutcomeKind; said: string; knownAt: Date; version: number } | null;
  /** What corrections changed, person by person. */
  changes: ScoreChanges;
  pending: Pending | null;
}

interface Pending {
  proposalId: string;
  /** With the beginning of each file that is text, to be read in place. */
  record: ResolutionRecord & { files: (EvidenceItem & { text?: string })[] };
  impact: Impact;
  /** Conditional questions that it decides, or opens again. */
  conditionals: ConditionalEffect[];
  mayConfirm: boolean;
  singleHanded: boolean;
  /** With one's own proposal: how many others could confirm it. */
  others: number;
}

/** @throws NOT_FOUND for whoever has no resolution desk in the question's team */
export async function resolutionCase(actor: Actor, questionId: string): Promise<ResolutionCase> {
  const question = await db.question.findUnique({
    where: { id: questionId },
    select: {
      id: true,
      teamId: true,
      state: true,
      type: true,
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
  const view = { ...question, opensAt, closesAt };
  return {
    questionId,
    state: questionState(question.state, { closesAt: closesAt.getTime() }, Date.now()),
    title,
    criteria,
    source,
    versionNumber: version.number,
    spec: specOf(question.type, version),
    opensAt,
    closesAt,
    scenario,
    brief: { id: brief.id, title: brief.versions[0]?.title ?? "" },
    quote: anchors[0]?.exact ?? null,
    history,
    inForce: inForceOf(history),
    changes: await scoreChanges(actor, view),
    pending: record ? await pendingOf(actor, view, record) : null,
  };
}

async function pendingOf(actor: Actor, question: ShownQuestion, record: ResolutionRecord): Promise<Pending> {
  const { teamId } = question;
  const others = record.own ? await otherConfirmers(db, teamId, actor.userId) : 0;
  const alone = record.own && mayConfirmSingleHanded(record.proposedAt?.getTime() ?? 0, Date.now(), others);
  const proposedById = record.own ? actor.userId : null;
  const { outcome, option, value, knownAt } = record;
  return {
    proposalId: record.id,
    record: { ...record, files: await withTexts(record.files) },
    conditionals: await conditionalEffects(question.id, { outcome, knownAt: knownAt.getTime() }),
    impact: await impactOf(actor, question, { outcome, option, value, knownAt: knownAt.getTime() }),
    mayConfirm: can(actor, "resolution.confirm", { teamId, proposedById, singleHanded: alone }),
    singleHanded: alone,
    others,
  };
}

async function withTexts(files: readonly EvidenceItem[]) {
  const texts = await evidenceTexts(files.map(({ id }) => id));
  return files.map((file) => {
    const text = texts.get(file.id);
    return text === undefined ? file : { ...file, text };
  });
}

/** The highest version, where it gives a verdict. */
function inForceOf(history: readonly ResolutionRecord[]): ResolutionCase["inForce"] {
  const latest = history.reduce<ResolutionRecord | null>(
    (best, record) => ((record.version ?? 0) > (best?.version ?? 0) ? record : best),
    null,
  );
  if (!latest?.outcome || latest.said === null || latest.resolutionId === null || latest.version === null) return null;
  const { resolutionId, outcome, said, knownAt, version } = latest;
  return { resolutionId, outcome, said, knownAt, version };
}
