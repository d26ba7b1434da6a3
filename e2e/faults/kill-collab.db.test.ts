import { expect, it } from "vitest";
import { seededRandom } from "#core/math/random";
import { testDatabase } from "#server/platform/test-database";
import { E2E_SECRET } from "../fixtures/accounts";
import { killRounds } from "./kill";
import { killFigures } from "./kill-figures";

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const SEED = process.env.KILL_SEED === "random" ? Date.now() & 0x7fffffff : Number(process.env.KILL_SEED ?? 20261123);
/** Milliseconds for a round, where others want the machine too. */
const PATIENCE = 40_000;

const { pool, url } = testDatabase();

it(
  `a node killed at a random instant under 50 writers, ${ROUNDS} times: what was called saved is in the log`,
  async () => {
    process.env.AUTH_SECRET = E2E_SECRET;
    const counts = await killRounds({ pool, databaseUrl: url, rounds: ROUNDS, random: seededRandom(SEED) });
    expect(counts.ours.lost).toBe(0);
    expect(counts.ours.acknowledged).toBeGreaterThan(50 * ROUNDS);
    console.log(`kills from seed ${SEED}`);
    console.log(
      JSON.stringify(killFigures(ROUNDS, counts).map(({ figure, value, unit }) => ({ figure, value, unit }))),
    );
  },
  PATIENCE * ROUNDS,
);
