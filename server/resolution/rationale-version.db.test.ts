import { expect, it } from "vitest";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { db } from "#server/platform/db";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { questionFixture } from "#server/scores/question.fixture";

it("a resolution takes a version of the rationale as it stood, exactly when there is one", async () => {
  const q = await questionFixture({});
  const [proposer, lead] = [await q.person("FORECASTER"), await q.person("LEAD")];
  const { scenarioId, teamId } = await db.question.findUniqueOrThrow({ where: { id: q.questionId } });
  await db.$transaction((tx) =>
    seedRationale(tx, { scenarioId, teamId, userId: proposer.userId, content: [paragraph("It will pass.")] }),
  );
  const { proposalId } = await proposeResolution(
    { actor: proposer, question: { id: q.questionId } },
    {
      outcome: "YES",
      knownAt: new Date(q.opensAt.getTime() + 60 * 86_400_000),
      evidenceUrl: "https://record.example/1",
      note: "",
    },
  );
  expect(await db.documentVersion.count({ where: { documentId: scenarioId } })).toBe(0);
  await confirmResolution({ actor: lead, proposal: { id: proposalId } }, {});
  expect(await db.documentVersion.findMany({ where: { documentId: scenarioId } })).toMatchObject([
    { kind: "RESOLUTION", number: 1, seq: 1, questionId: q.questionId, createdById: lead.userId },
  ]);
  await expect(confirmResolution({ actor: lead, proposal: { id: proposalId } }, {})).rejects.toThrow();
  expect(await db.documentVersion.count({ where: { documentId: scenarioId } })).toBe(1);
});
