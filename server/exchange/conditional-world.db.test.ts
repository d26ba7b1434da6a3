import { expect, it } from "vitest";
import { OPERATOR } from "#server/exchange/export-snapshot";
import { exportTeam } from "#server/exchange/export-world";
import { importWorlds } from "#server/exchange/import-world";
import { faultsOf, fileOf } from "#server/exchange/test-world";
import { db } from "#server/platform/db";

const clocks = { opensAt: "2024-01-01T00:00:00Z", closesAt: "2024-12-31T00:00:00Z", revealAt: null };
const asked = (id: string, scenario: string, more: object = {}) => ({
  id,
  scenario,
  role: "headline",
  type: "binary",
  title: `Will ${id} be?`,
  criteria: "",
  source: "",
  tags: [],
  ...clocks,
  ...more,
});

const world = () => ({
  format: "bellwether-world/1",
  people: [
    { id: "p1", name: "Ada", role: "forecaster" },
    { id: "p2", name: "Ben", role: "forecaster" },
  ],
  scenarios: ["s1", "s2", "s3"].map((id) => ({ id, statement: `It is ${id}` })),
  relations: [{ kind: "conditional", from: "s1", to: "s2" }] as object[],
  questions: [
    asked("a", "s1"),
    asked("b", "s2"),
    asked("open", "s3"),
    asked("b|a", "s2", { role: "conditional", given: "s1" }),
    asked("b|not a", "s2", { role: "conditional", givenNot: "s1" }),
    asked("open|a", "s3", { role: "conditional", given: "s1" }),
  ],
  forecasts: ["b", "b|a", "b|not a", "open|a"].flatMap((question) => [
    { question, person: "p1", madeAt: "2024-02-01T00:00:00Z", kind: "forecast", probability: 0.7 },
    { question, person: "p2", madeAt: "2024-03-01T00:00:00Z", kind: "forecast", probability: 0.4 },
  ]),
  resolutions: [
    { question: "b", outcome: "yes", knownAt: "2024-06-01T00:00:00.000007Z" },
    { question: "a", outcome: "yes", knownAt: "2024-05-01T00:00:00Z" },
  ] as object[],
});

async function exported(team: string) {
  const { id } = await db.team.findUniqueOrThrow({ where: { name: team }, select: { id: true } });
  let text = "";
  for await (const piece of exportTeam(id, OPERATOR)) text += piece;
  return JSON.parse(text);
}

it("conditional questions come in decided by their two, scored as a question on B is, and go out as they came", async () => {
  await importWorlds([fileOf(world())], { team: "First", bounds: "refuse", tell: () => {} });
  const out = await exported("First");
  expect(out.resolutions).toEqual([
    { question: "a", outcome: "yes", knownAt: "2024-05-01T00:00:00Z" },
    { question: "b", outcome: "yes", knownAt: "2024-06-01T00:00:00.000007Z" },
    { question: "b|a", outcome: "yes", knownAt: "2024-06-01T00:00:00.000007Z" },
    { question: "b|not a", outcome: "void", knownAt: "2024-05-01T00:00:00Z" },
  ]);
  const scoresOf = (question: string) =>
    out.scores
      .filter((score: { question: string }) => score.question === question)
      .map(({ question: _, ...score }: { question: string }) => score);
  expect(scoresOf("b").length).toBeGreaterThan(4);
  expect(scoresOf("b|a")).toEqual(scoresOf("b"));
  expect(scoresOf("b|not a")).toEqual([]);
  expect(await db.resolution.count({ where: { followsId: { not: null } } })).toBe(2);
  const { scores: _scores, ...again } = out;
  await importWorlds([fileOf(again)], { team: "Second", bounds: "refuse", tell: () => {} });
  expect(await exported("Second")).toEqual(out);
});

it("what does not follow, or leaves no world, is a fault with its place", async () => {
  const wrong = world();
  wrong.resolutions.push({ question: "b|a", outcome: "no", knownAt: "2024-06-01T00:00:00.000007Z" });
  wrong.questions.push(
    asked("x", "s2", { given: "s2" }),
    asked("y", "s2", { given: "s9" }),
    asked("z", "s2", { role: "conditional" }),
    asked("w", "s2", { given: "s1", givenNot: "s1" }),
  );
  wrong.relations.push(
    { kind: "exhaustive", scenarios: ["s1", "s2"] },
    { kind: "implies", from: "s1", to: "s2" },
    { kind: "implies", from: "s2", to: "s1" },
    { kind: "exclusive", scenarios: ["s1", "s2"] },
  );
  const faults = await faultsOf(fileOf(wrong));
  expect(faults).toEqual(
    expect.arrayContaining([
      'resolutions[2].outcome: must be "yes": it follows from the verdicts on its two questions',
      "questions[6].given: is the scenario that the question is about",
      'questions[7].given: names "s9", which scenarios does not hold',
      'questions[8].role: a conditional question says under which condition: "given" or "givenNot"',
      "questions[9].givenNot: contradicts given: a question is asked under one condition",
      expect.stringMatching(/^relations\[4\]: Together these leave no possible world/),
    ]),
  );
});
