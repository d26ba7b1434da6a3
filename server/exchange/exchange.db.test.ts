import { expect, it } from "vitest";
import { exported, faultsOf, load } from "#server/exchange/round-trip.fixture";
import { small } from "#server/exchange/small-world.fixture";
import { db } from "#server/platform/db";

it("everything comes back as it went in, with scores, and goes into another team unchanged", async () => {
  const report = await load(small(), "Small");
  expect(report).toMatchObject({ team: { created: true }, matched: 0, scored: 2, ignored: [] });
  const first = await exported("Small");
  expect(first).toMatchObject({
    people: small().people,
    questions: [
      { id: "q1", scenario: "s1", tags: ["transport", "winter"], closesAt: "2024-12-31T00:00:00.000001Z" },
      { id: "q2", opensAt: "2023-12-31T21:00:00Z" },
    ],
    relations: small().relations,
    resolutions: small().resolutions,
  });
  expect(first.forecasts).toContainEqual(small().forecasts[0]);
  expect(first.forecasts.filter(({ question }) => question === "q2")).toMatchObject([
    { probability: 0.5 },
    { probability: 0.6 },
  ]);
  expect(first.scores).toHaveLength(10);
  await load(first, "Small again");
  expect(await exported("Small again")).toEqual(first);
});

it("a quote becomes an anchor in the brief, and a question without scenario gets one under a brief named after the file", async () => {
  await load(small(), "Anchors");
  const team = { team: { name: "Anchors" } };
  const anchor = await db.passageAnchor.findFirstOrThrow({
    where: { scenario: { externalId: "s1", brief: team } },
    include: { briefVersion: true },
  });
  expect(anchor.exact).toBe("The council may close the old bridge");
  expect(anchor.briefVersion.text.slice(anchor.start, anchor.end)).toBe(anchor.exact);
  const own = await db.question.findFirstOrThrow({
    where: { externalId: "q2", scenario: { brief: team } },
    include: { scenario: { include: { brief: { include: { versions: true } } } } },
  });
  expect(own.scenario.statement).toBe("Will it snow?");
  expect(own.scenario.brief.versions[0]?.title).toBe("world.json");
});

it("every record enters the journal, and the import the audit log", async () => {
  const { team } = await load(small(), "Journalled");
  const entries = await db.journalEntry.groupBy({ by: ["kind"], where: { teamId: team.id }, _count: true });
  expect(Object.fromEntries(entries.map(({ kind, _count }) => [kind, _count]))).toEqual({
    "brief.version": 2,
    scenario: 3,
    "question.version": 2,
    forecast: 6,
    resolution: 1,
    import: 1,
  });
  expect(await db.auditEntry.count({ where: { teamId: team.id, action: "world.import" } })).toBe(1);
});

it("the same file twice is refused by its ids, and people are matched by theirs", async () => {
  await load(small(), "Twice");
  expect(await faultsOf(small(), "Twice")).toEqual([
    'briefs[0].id: the team holds "b1" already',
    'scenarios[0].id: the team holds "s1" already',
    'scenarios[1].id: the team holds "s2" already',
    'questions[0].id: the team holds "q1" already',
    'questions[1].id: the team holds "q2" already',
  ]);
  const more = {
    format: "bellwether-world/1",
    people: small().people,
    questions: [{ ...small().questions[1], id: "q3" }],
  };
  expect(await load(more, "Twice")).toMatchObject({
    matched: 3,
    team: { created: false },
    counts: { people: 0, questions: 1 },
  });
});

it("all faults are named by their path and nothing is written, the team neither", async () => {
  const world = {
    ...small(),
    format: "other",
    scenarios: [
      ...small().scenarios,
      { id: "s1", brief: "b9", statement: " ", quote: "x" },
      { id: "s3", brief: "b1", statement: "No", quote: "not there" },
    ],
    questions: [
      ...small().questions,
      { ...small().questions[0], id: "q3", type: "numeric" },
      { ...small().questions[0], id: "q4", closesAt: "2023-01-01T00:00:00Z" },
    ],
    forecasts: [
      { question: "q1", person: "a1", madeAt: "2024-02-30T00:00:00Z", kind: "forecast", probability: 0.5 },
      { question: "q9", person: "a9", madeAt: "2024-02-01T00:00:00Z", kind: "forecast", probability: 1 },
      { question: "q3", person: "a1", madeAt: "2024-02-01T00:00:00Z", kind: "forecast", quantiles: {} },
      { question: "q1", person: "a1", madeAt: "2100-02-01T00:00:00Z", kind: "withdrawal" },
    ],
    resolutions: [
      { question: "q1", outcome: "maybe", knownAt: "2024-06-19T00:00:00Z" },
      { question: "q2", outcome: "no", knownAt: "2020-06-19T00:00:00Z", evidence: "javascript:1" },
    ],
  };
  const faults = await faultsOf(world);
  const paths = faults.map((fault) => fault.split(": ")[0]);
  expect(paths).toEqual(
    expect.arrayContaining([
      "format",
      "scenarios[2].statement",
      "questions[2].range",
      "questions[3].closesAt",
      "questions[3].role",
      "forecasts[0].madeAt",
      "forecasts[1].question",
      "forecasts[1].person",
      "forecasts[1].probability",
      "forecasts[3].madeAt",
      "resolutions[0].outcome",
      "resolutions[1].evidence",
    ]),
  );
  expect(faults.find((fault) => fault.startsWith("questions[2].range"))).toContain("states its range");
  expect(paths).not.toContain("forecasts[2].probability");
  expect(await db.team.count({ where: { name: "Faulty" } })).toBe(0);

  const quoted = await faultsOf({
    ...small(),
    scenarios: [{ id: "s1", brief: "b1", statement: "x", quote: "not there" }],
    relations: [],
    questions: [],
    forecasts: [],
    resolutions: [],
  });
  expect(quoted).toEqual(['scenarios[0].quote: these words do not stand in the brief "b1"']);
  expect(await db.team.count({ where: { name: "Faulty" } })).toBe(0);
});

it("--bounds=record keeps the nearest probability with what was stated beside it", async () => {
  const world = {
    ...small(),
    forecasts: [{ question: "q1", person: "a1", madeAt: "2024-02-01T00:00:00Z", kind: "forecast", probability: 0 }],
  };
  expect(await faultsOf(world)).toHaveLength(1);
  await load(world, "Bounded", "record");
  const [row] = await db.forecast.findMany({ where: { member: { team: { name: "Bounded" } } } });
  expect(row).toMatchObject({ probabilities: [0.001], stated: [0], origin: "IMPORT" });
  const first = await exported("Bounded");
  expect(first.forecasts).toMatchObject([{ probability: 0.001, stated: 0 }]);
  await load(first, "Bounded again");
  expect(await exported("Bounded again")).toEqual(first);
});

it("an export withholds what is not revealed yet and says of how many people, the same after each of their changes", async () => {
  const far = "2090-01-01T00:00:00Z";
  const blind = { ...small().questions[1], id: "blind", closesAt: far, revealAt: far };
  const world = {
    format: "bellwether-world/1",
    people: small().people,
    questions: [blind],
    forecasts: [
      { question: "blind", person: "a1", madeAt: "2024-02-01T00:00:00Z", kind: "forecast", probability: 0.4321 },
    ],
  };
  await load(world, "Blind");
  const out = await exported("Blind");
  expect(JSON.stringify(out)).not.toContain("0.4321");
  expect(out).toMatchObject({
    forecasts: [],
    withheld: [{ question: "blind", people: 1, leaves: [expect.stringMatching(/^[0-9a-f]{64}$/)] }],
  });
  const [said] = world.forecasts;
  const again = { ...said, madeAt: "2024-03-01T00:00:00Z", probability: 0.5678 };
  const twice = { ...world, forecasts: [said, again] };
  await load(twice, "Blind twice");
  expect((await exported("Blind twice")).withheld).toMatchObject([{ people: 1, leaves: [expect.any(String)] }]);
});
