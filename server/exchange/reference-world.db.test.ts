import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { exported, load } from "#server/exchange/round-trip.fixture";
import { SHARED_ABSENT, sharedDir } from "../../e2e/fixtures/shared";

const shared = sharedDir();

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
