import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "#core/permissions";
import { migrate } from "#server/platform/migrate";
import { scratchPostgres } from "#server/platform/scratch-postgres";
import { cloneDatabase, dropDatabase } from "#server/platform/test-postgres";
import { sharedDir } from "../fixtures/shared";
import type { Report } from "./figure";
import { boardOfCore, expectBoard } from "./leadership-oracle";
import { millionFile, UNANSWERED } from "./million";

/** Aims, on two cores to oneself. */
const AIM = { importPerSecond: 8000, resolve: 150, read: 100 };
/** Reads of a board after each resolution once the first has been made. */
const WARM = 10;

/**
 * What leadership waits for, on a million forecasts: their import, a verdict, the board and the calibration after each
 * verdict, and every score once more. Correctness first: after each verdict the board is compared with core's own.
 */
export async function run(report: Report): Promise<void> {
  const shared = sharedDir();
  if (shared === null) return console.error("The load file is absent: the leadership bench has nothing to import.");
  const folder = mkdtempSync(join(tmpdir(), "bellwether-bench-"));
  const scratch = await scratchPostgres();
  const template = new URL(scratch.url);
  template.pathname = `/bellwether_bench_${randomBytes(4).toString("hex")}`;
  await migrate(template.href);
  const url = await cloneDatabase(template.href);
  process.env.DATABASE_URL = url;
  try {
    const file = join(folder, "million.csv");
    execFileSync(process.execPath, ["--import", "tsx", "e2e/bench/write-million.ts", shared, file]);
    const teamId = await measureImport(report, file);
    await measureVerdicts(report, shared, teamId);
    await measureRescoring(report);
  } finally {
    await globalThis.bellwetherPool?.end();
    await dropDatabase(url);
    await dropDatabase(template.href);
    await scratch.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureImport(report: Report, file: string): Promise<string> {
  const { importWorlds } = await import("#server/exchange/import-world");
  const { pool } = await import("#server/platform/db");
  const { startSealer } = await import("#server/ledger/sealer");
  const { bareCopy } = await import("./bare-copy");
  const start = performance.now();
  const { team, counts } = await importWorlds([millionFile(file)], { team: "Load", bounds: "record" });
  const seconds = (performance.now() - start) / 1000;
  const memory = process.resourceUsage().maxRSS / 1024;
  const bare = await bareCopy();
  const rate = counts.forecasts / seconds;
  report({
    figure: "import.forecasts_per_s",
    value: rate,
    unit: "1/s",
    floor: `${AIM.importPerSecond}/s, with journal and scores; COPY of the forecasts alone, without an index: ${Math.round(counts.forecasts / bare)}/s`,
    ratio: rate / AIM.importPerSecond,
  });
  report({
    figure: "import.peak_memory",
    value: memory,
    unit: "MB",
    floor: "768 MB, the whole process with Node and the libraries",
    ratio: 768 / memory,
  });
  const sealing = performance.now();
  await (await startSealer()).stop();
  const sealed = (performance.now() - sealing) / 1000;
  const { rows } = await pool.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM "JournalEntry" WHERE "position" IS NULL`,
  );
  if (rows[0]?.waiting !== 0) throw new Error(`${rows[0]?.waiting} entries wait to be sealed`);
  report({
    figure: "import.sealed_per_s",
    value: counts.forecasts / sealed,
    unit: "1/s",
    floor: "the import itself: sealing must keep up",
    ratio: counts.forecasts / sealed / rate,
  });
  await pool.query("VACUUM ANALYZE");
  return team.id;
}

async function measureVerdicts(report: Report, shared: string, teamId: string): Promise<void> {
  const { db, pool } = await import("#server/platform/db");
  const { proposeResolution } = await import("#server/resolution/propose-resolution");
  const { confirmResolution } = await import("#server/resolution/confirm-resolution");
  const { readBoard } = await import("#server/leaderboards/leaderboard-queries");
  const { USUAL_CHOICE } = await import("#server/leaderboards/board-choice");
  const { calibrationOf } = await import("#server/calibration/calibration-queries");
  const [proposer, confirmer] = [await lead(teamId, "Proposer"), await lead(teamId, "Confirmer")];
  const times = {
    resolve: [] as number[],
    board: { first: [] as number[], warm: [] as number[] },
    calibration: { first: [] as number[], warm: [] as number[] },
  };
  const readers = {
    board: () => readBoard(confirmer, [teamId], USUAL_CHOICE),
    calibration: () => calibrationOf(confirmer, [teamId]),
  };
  const cold = { board: await timed(readers.board), calibration: await timed(readers.calibration) };
  const oracle = boardOfCore(shared);
  expectBoard(await readers.board(), oracle, await peopleOf(teamId));
  for (const { id: externalId, clocks, outcome } of oracle.unanswered) {
    const { id } = await db.question.findFirstOrThrow({ where: { teamId, externalId }, select: { id: true } });
    const { proposalId } = await proposeResolution(
      { actor: proposer, question: { id } },
      {
        outcome: outcome === "yes" ? "YES" : "NO",
        knownAt: new Date(clocks.knownAt ?? clocks.closesAt),
        evidenceUrl: "https://record.example/load",
        note: "",
      },
    );
    times.resolve.push(await timed(() => confirmResolution({ actor: confirmer, proposal: { id: proposalId } }, {})));
    oracle.resolve(externalId);
    for (const what of ["board", "calibration"] as const) {
      times[what].first.push(await timed(readers[what]));
      for (let again = 0; again < WARM; again++) times[what].warm.push(await timed(readers[what]));
    }
    expectBoard(await readers.board(), oracle, await peopleOf(teamId));
  }
  const resolve = median(times.resolve);
  report({
    figure: "resolve.ms",
    value: resolve,
    unit: "ms",
    floor: `${AIM.resolve} ms: confirm one question of 1,000 forecasts, median of ${UNANSWERED}; slowest ${Math.round(Math.max(...times.resolve))} ms`,
    ratio: AIM.resolve / resolve,
  });
  const floors = {
    board: await fastest(() => pool.query(BOARD_FLOOR, [teamId])),
    calibration: await fastest(() => pool.query(CALIBRATION_FLOOR, [teamId])),
  };
  for (const [what, name] of [
    ["board", "leaderboard"],
    ["calibration", "calibration"],
  ] as const) {
    const first = p95(times[what].first);
    const warm = p95(times[what].warm);
    const sql = floors[what].toFixed(1);
    report({
      figure: `${name}.p95_ms`,
      value: first,
      unit: "ms",
      floor: `${AIM.read} ms: the first read after each verdict, on the server; one SQL aggregate over the same rows ${sql} ms`,
      ratio: AIM.read / first,
    });
    report({
      figure: `${name}.warm_p95_ms`,
      value: warm,
      unit: "ms",
      floor: `${AIM.read} ms: read again with nothing changed; one SQL aggregate ${sql} ms`,
      ratio: AIM.read / warm,
    });
    report({
      figure: `${name}.cold_ms`,
      value: cold[what],
      unit: "ms",
      floor: "1,000 ms: the first read of all after a start, nothing kept",
      ratio: 1000 / cold[what],
    });
  }
}

/** A board by SQL alone: what any way of keeping it is held against. */
const BOARD_FLOOR = `
  SELECT "memberId", sum("value") / (sum("coverage") + 10) AS score, count(*), avg("attendance")
  FROM "Score" WHERE "teamId" = $1 AND "rule" = 'PEER' GROUP BY "memberId" ORDER BY score DESC`;

/** What everybody held halfway, in ten bins. */
const CALIBRATION_FLOOR = `
  SELECT width_bucket(held.p, 0, 1, 10) AS bin, count(*), avg(held.p), avg((r."outcome" = 'YES')::int)
  FROM "QuestionVersion" v JOIN "Resolution" r ON r."questionId" = v."questionId"
  CROSS JOIN LATERAL (SELECT DISTINCT ON (f."memberId") f."probabilities"[1] AS p FROM "Forecast" f
    WHERE f."questionId" = v."questionId" AND f."madeAt" <= v."opensAt" + (v."closesAt" - v."opensAt") / 2
    ORDER BY f."memberId", f."sequence" DESC) held
  WHERE v."teamId" = $1 GROUP BY 1 ORDER BY 1`;

async function measureRescoring(report: Report): Promise<void> {
  const { db } = await import("#server/platform/db");
  const { rescoreAll } = await import("#server/scores/recompute/rescore");
  const { id } = await db.user.create({
    data: { name: "Admin", email: "admin@bench.example", orgRole: "ADMIN" },
    select: { id: true },
  });
  const { questions, milliseconds } = await rescoreAll(id);
  if (questions !== 1000) throw new Error(`rescoring did ${questions} of 1,000 questions`);
  report({
    figure: "rescore.seconds",
    value: milliseconds / 1000,
    unit: "s",
    floor: "300 s: every score of a million forecasts once more, a question a transaction",
    ratio: 300_000 / milliseconds,
  });
}

async function lead(teamId: string, name: string): Promise<Actor> {
  const { db } = await import("#server/platform/db");
  const email = `${name.toLowerCase()}@bench.example`;
  const { id: userId } = await db.user.create({ data: { name, email }, select: { id: true } });
  const { id: memberId } = await db.member.create({
    data: { teamId, userId, name, role: "LEAD" },
    select: { id: true },
  });
  return { userId, orgRole: "MEMBER", memberships: [{ memberId, teamId, role: "LEAD" }] };
}

/** Member id → the person's id in the load file. */
async function peopleOf(teamId: string): Promise<Map<string, string>> {
  const { db } = await import("#server/platform/db");
  const members = await db.member.findMany({ where: { teamId }, select: { id: true, externalId: true } });
  return new Map(members.map(({ id, externalId }) => [id, externalId ?? id]));
}

/** Milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function fastest(work: () => Promise<unknown>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 5; run++) runs.push(await timed(work));
  return Math.min(...runs);
}

const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);
const median = (times: readonly number[]) => sorted(times)[Math.floor(times.length / 2)] ?? Number.NaN;
const p95 = (times: readonly number[]) => sorted(times)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
