import { expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { seedRationale } from "#server/collab/seed-rationale";
import { testDatabase } from "#server/platform/test-database";
import { exportRationale } from "#server/rationales/export-rationale";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { buildWorld } from "../../e2e/fixtures/world";
import { memberIn } from "../../e2e/fixtures/world-people";

const { db } = testDatabase();

it("each reader sees of a reference what they may: the words of their own team's brief, a crowd once it is revealed", async () => {
  const { own, foreign, people } = await buildWorld(db);
  const { scenarioId } = own.questions.OPEN;
  const start = own.text.indexOf(own.mark);
  const node = (type: string, attrs: Record<string, unknown>): RationaleNode => ({ type, attrs });
  const memberId = memberIn(people.forecaster, own.teamId);
  const theirs = foreign.text.indexOf(foreign.mark);
  await seedRationale(db, {
    scenarioId,
    teamId: own.teamId,
    userId: null,
    content: [
      {
        type: "paragraph",
        content: [
          node("citation", {
            version: own.briefVersionId,
            start,
            end: start + own.mark.length,
            exact: "words it never said",
          }),
          node("citation", {
            version: foreign.briefVersionId,
            start: theirs,
            end: theirs + foreign.mark.length,
            exact: "guessed",
          }),
          node("mention", { member: memberId }),
          node("mention", { member: memberIn(people.outsider, foreign.teamId) }),
          node("chip", { question: own.questions.OPEN.questionId }),
          node("chip", { question: own.questions.BLIND.questionId }),
          node("chip", { question: foreign.questions.OPEN.questionId }),
        ],
      },
    ],
  });
  const { references } = await rationaleOf(people.lead, scenarioId);
  expect([...references.citations.values()]).toMatchObject([{ text: own.mark }]);
  expect([...references.members]).toEqual([[memberId, expect.any(String)]]);
  expect([...references.questions.keys()].toSorted()).toEqual(
    [own.questions.OPEN.questionId, own.questions.BLIND.questionId].toSorted(),
  );
  expect(references.questions.get(own.questions.OPEN.questionId)).toMatchObject({ hidden: false });
  expect(references.questions.get(own.questions.BLIND.questionId)).toMatchObject({ hidden: true, crowd: null });

  const { body, name } = await exportRationale(people.lead, scenarioId, "markdown", "https://desk.example");
  expect(name).toMatch(/^rationale-\d+\.md$/);
  expect(body).toContain(own.mark);
  expect(body).not.toContain("words it never said");
  expect(body).not.toContain(foreign.mark);
  expect(body).toContain("crowd hidden");
  await expect(exportRationale(people.outsider, scenarioId, "html", "https://desk.example")).rejects.toThrow(
    "nothing here",
  );
});
