import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { exportWorld } from "#server/exchange/export-world";
import { importWorlds } from "#server/exchange/import-world";
import { faultsOf as faultsOfFile, fileOf } from "#server/exchange/test-world";
import { db } from "#server/platform/db";
import { SHARED_ABSENT, sharedDir } from "../../e2e/fixtures/shared";

const shared = sharedDir();

const Exported = z.looseObject({
  people: z.array(z.looseObject({ id: z.string() })),
  forecasts: z.array(z.looseObject({ question: z.string(), person: z.string() })),
  scores: z.array(
    z.object({
      question: z.string(),
      person: z.string(),
      rule: z.string(),
      score: z.number(),
      coverage: z.number(),
      attendance: z.number(),
    }),
  ),
});

async function exported(team: string): Promise<z.infer<typeof Exported>> {
  const pieces: string[] = [];
  for await (const piece of exportWorld(team)) pieces.push(piece);
  return Exported.parse(JSON.parse(pieces.join("")));
}

const load = (json: unknown, team: string, bounds: "refuse" | "record" = "refuse") =>
  importWorlds([fileOf(json)], { team, bounds });

const faultsOf = (json: unknown, team = "Faulty") => faultsOfFile(fileOf(json), team);

it.skipIf(shared === null)(
  `a world's exported scores are those of Metaculus's own code (${shared ?? SHARED_ABSENT})`,
  async () => {
    const read = (name: string): unknown => JSON.parse(readFileSync(resolve(shared ?? "", "worlds", name), "utf8"));
    const report = await load(read("world.json"), "Reference");
    expect(report.counts).toMatchObject({ people: 50, questions: 69, forecasts: 1642, resolutions: 69 });
    const { scores } = await exported("Reference");
    const found = new Map(scores.map((score) => [`${score.question} ${score.person} ${score.rule}`, score]));
    const expected = z
      .array(
        z.object({
          question: z.string(),
          person: z.string(),
          rule: z.string(),
          score: z.number().nullable(),
          coverage: z.number().nullable(),
        }),
      )
      .parse(read("expected.json"));
    const near = (a: number | undefined, b: number) => Math.abs((a ?? Number.NaN) - b) <= 1e-4 + 1e-6 * Math.abs(b);
    const wrong = expected.filter(({ question, person, rule, score, coverage }) => {
      const row = found.get(`${question} ${person} ${rule}`);
      if (score === null) return row !== undefined;
      return !near(row?.score, score) || (coverage !== null && !near(row?.coverage, coverage));
    });
    expect(expected.length).toBe(902);
    expect(wrong).toEqual([]);

    const first = await exported("Reference");
    await load(first, "Reference again");
    expect(await exported("Reference again")).toEqual(first);
  },
  60_000,
);

/** A world with everything that the format knows. */
function small() {
  return {
    format: "bellwether-world/1",
    people: [
      { id: "a1", name: "Analyst 1", role: "forecaster" },
      { id: "a2", name: "Analyst 2", role: "lead" },
      { id: "o1", name: "Observer", role: "observer" },
    ],
    briefs: [
      {
        id: "b1",
        title: "On bridges",
        language: "en",
        text: "The old bridge\n\nThe council may close the old bridge before winter, and the ferry could return.\n\nA second bridge is possible.[1]\n\n[1] A. Author, “Bridges”, The Paper, https://paper.example/1",
        author: "A. Author",
        publishedOn: "2024-01-02",
      },
    ],
    scenarios: [
      { id: "s1", brief: "b1", statement: "The bridge closes", quote: "The council may close\nthe old bridge" },
      { id: "s2", brief: "b1", statement: "The ferry returns", quote: "the ferry could return" },
    ],
    relations: [
      { kind: "exclusive", scenarios: ["s1", "s2"] },
      { kind: "implies", from: "s1", to: "s2" },
    ],
    questions: [
      {
        id: "q1",
        scenario: "s1",
        role: "headline",
        type: "binary",
        title: "Will the bridge close?",
        criteria: "By order.",
        source: "The gazette",
        opensAt: "2024-01-01T00:00:00Z",
        closesAt: "2024-12-31T00:00:00.000001Z",
        revealAt: "2024-02-01T00:00:00Z",
        tags: ["transport", "winter"],
      },
      {
        id: "q2",
        type: "binary",
        title: "Will it snow?",
        criteria: "",
        source: "",
        opensAt: "2024-01-01T00:00:00+03:00",
        closesAt: "2024-06-01T00:00:00Z",
        revealAt: null,
        tags: [],
      },
    ],
    forecasts: [
      {
        question: "q1",
        person: "a1",
        madeAt: "2024-02-01T09:00:00.123456Z",
        kind: "forecast",
        probability: 0.35,
        reason: "Seen the plans.",
      },
      { question: "q1", person: "a1", madeAt: "2024-02-03T09:00:00Z", kind: "reaffirmation" },
      { question: "q1", person: "a1", madeAt: "2024-03-01T09:00:00Z", kind: "withdrawal" },
      { question: "q1", person: "a2", madeAt: "2024-01-15T00:00:00Z", kind: "forecast", probability: 0.8 },
      { question: "q2", person: "a2", madeAt: "2024-02-01T09:00:00Z", kind: "forecast", probability: 0.5 },
      { question: "q2", person: "a2", madeAt: "2024-02-01T09:00:00Z", kind: "forecast", probability: 0.6 },
    ],
    resolutions: [
      { question: "q1", outcome: "yes", knownAt: "2024-06-19T00:00:00Z", evidence: "https://gazette.example/7" },
    ],
  };
}

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
