import { resolve } from "node:path";
import { expect, it } from "vitest";
import { importPage } from "#server/exchange/import-queries";
import { importWorlds, WorldRefused } from "#server/exchange/import-world";
import { startImport } from "#server/exchange/manage-import";
import type { WorldFile } from "#server/exchange/read-file";
import { runImport } from "#server/exchange/run-import";
import { uploadWorld } from "#server/exchange/upload";
import { db } from "#server/platform/db";
import { questionFixture } from "#server/scores/question.fixture";
import { SHARED_ABSENT, sharedDir } from "../../e2e/fixtures/shared";
import { predictionBookCsv } from "../../e2e/reference/prediction-book-csv";

const shared = sharedDir();
const folder = resolve(shared ?? "", "data");

const predictionBook: WorldFile = {
  name: "predictionbook.csv",
  async *bytes() {
    for await (const line of predictionBookCsv(folder)) yield Buffer.from(line);
  },
};

it.skipIf(shared === null)(
  `PredictionBook: every one of its 4,191 certainties is a fault, or all of it goes in (${shared ?? SHARED_ABSENT})`,
  async () => {
    const faults: string[] = [];
    const refused = importWorlds([predictionBook], {
      team: "PredictionBook",
      bounds: "refuse",
      tell: ({ path, message }) => faults.push(`${path}: ${message}`),
    });
    await expect(refused).rejects.toThrow(WorldRefused);
    expect(faults).toHaveLength(4191);
    expect(new Set(faults.map((fault) => fault.replace(/\d+/, "N"))).size).toBeLessThanOrEqual(2);
    expect(faults[0]).toMatch(/^row \d+, probability: must lie in \[0\.001, 0\.999\], got [01]; --bounds=record/);
    expect(await db.team.count()).toBe(0);

    // The same from the browser: looked at, listed, and not to be imported unless somebody says what becomes of them.
    const lead = await (await questionFixture()).person("LEAD");
    const [membership] = lead.memberships;
    const teamId = membership?.teamId ?? "";
    const body = predictionBook.bytes();
    const { importId } = await uploadWorld(lead, { teamId, name: predictionBook.name, body });
    await runImport(importId);
    expect(await importPage(lead, importId, 1)).toMatchObject({
      state: "CHECKED",
      faults: 0,
      outside: 4191,
      pages: 84,
    });
    expect(await db.worldImportFault.count({ where: { importId } })).toBe(4191);
    const waiting = { actor: lead, import: { id: importId, teamId } };
    await expect(startImport(waiting, { bounds: "refuse" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await db.forecast.count()).toBe(0);

    const start = performance.now();
    const report = await importWorlds([predictionBook], { team: "PredictionBook", bounds: "record" });
    console.log(
      `PredictionBook in ${Math.round(performance.now() - start)} ms, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    );
    expect(report.counts).toMatchObject({ people: 1997, questions: 15_225, forecasts: 51_135, resolutions: 15_225 });
    expect(report).toMatchObject({ outside: 4191, voided: 0, ignored: [] });
    const stated = await db.forecast.count({ where: { stated: { isEmpty: false } } });
    expect(stated).toBe(4191);
    // The forecasts that came after the answer are kept and score nothing.
    const [late] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM "Forecast" f JOIN "Resolution" r ON r."questionId" = f."questionId" WHERE f."madeAt" > r."knownAt"`;
    expect(late?.count).toBe(31);
    expect(await db.score.count({ where: { rule: "PEER" } })).toBe(report.scored);
  },
  600_000,
);
