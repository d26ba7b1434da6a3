import type { Actor } from "#core/permissions";
import { postgresLog } from "#server/collab/postgres-log";
import { rewrite } from "#server/collab/rewrite";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { db } from "#server/platform/db";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { readStored } from "#server/rationales/stored-document";
import { openThread } from "#server/rationales/threads/open-thread";
import { questionFixture } from "#server/scores/question.fixture";
import { placeOfWords } from "../../../e2e/fixtures/threads";

const DAY = 86_400_000;
/** A paragraph that is too long to be commented on as a whole. */
export const LONG = "long ".repeat(500).trim();

/** A rationale of three paragraphs, those who read and comment on it, and what they do. */
export type ThreadFixture = Awaited<ReturnType<typeof threadFixture>>;

export async function threadFixture() {
  const fixture = await questionFixture({
    opensAt: new Date(Date.now() - 10 * DAY),
    closesAt: new Date(Date.now() + 10 * DAY),
  });
  const { teamId, questionId } = fixture;
  const { scenarioId } = await db.question.findUniqueOrThrow({
    where: { id: questionId },
    select: { scenarioId: true },
  });
  const scenario: { id: string; teamId: string; archivedAt: Date | null } = {
    id: scenarioId,
    teamId,
    archivedAt: null,
  };
  await seedRationale(db, {
    scenarioId,
    teamId,
    userId: null,
    content: [paragraph("The port was closed in May."), paragraph("Nobody said why."), paragraph(LONG)],
  });
  const one = await fixture.person("FORECASTER");
  const other = await fixture.person("FORECASTER");
  const third = await fixture.person("LEAD");
  const reader = await fixture.person("OBSERVER");
  const on = (actor: Actor, of = scenario) => ({ actor, scenario: of });
  return {
    ...fixture,
    scenario,
    one,
    other,
    third,
    reader,
    on,
    reveal: (revealPolicy: "ALWAYS" | "AFTER_FORECAST" | "AFTER_ROUND", revealAt: Date | null = null) =>
      db.question.update({ where: { id: questionId }, data: { revealPolicy, revealAt }, select: { id: true } }),
    open: async (actor: Actor, words: string, body = "Says who?") =>
      openThread(on(actor), { ...(await placeOfWords(scenarioId, words)), body }),
    seen: async (actor: Actor, threadId: string) =>
      (await rationaleOf(actor, scenarioId)).comments.threads.find(({ id }) => id === threadId),
    /** The text becomes these paragraphs by somebody's hand. */
    async becomes(...lines: string[]) {
      const update = await readStored(scenarioId, (document) =>
        rewrite(document, { type: "doc", content: lines.map((line) => paragraph(line)) }),
      );
      if (update) await postgresLog().append({ documentId: scenarioId, update, userId: one.userId });
    },
  };
}
