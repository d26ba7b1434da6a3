import { insideBand } from "#core/calibration/record.simulation";
import { seededRandom } from "#core/math/random";
import { intervalCoverage, SEASON, untoldSeasons } from "#core/ranking/season.simulation";

/**
 * `npm run simulate [-- SEASONS [SEED]]`: how often the uncertainty that the boards and diagrams show is right, on simulated
 * seasons whose truth is known (at least 200 of them, 400 unless it is said otherwise). The same seed gives the same figures.
 */
const [seasons = 400, seed = 20_261_124] = process.argv.slice(2).map(Number);
if (!(Number.isInteger(seasons) && seasons >= 200)) {
  console.error(`SEASONS must be an integer of at least 200, got ${process.argv[2]}.`);
  process.exit(2);
}
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const noise = (share: number) => `± ${(100 * Math.sqrt((share * (1 - share)) / seasons)).toFixed(1)} by chance`;
let missed = 0;
const report = (what: string, figure: string, aim: string, met: boolean) => {
  if (!met) missed++;
  console.log(`${met ? "holds " : "MISSED"} ${what}: ${figure} (aim: ${aim})`);
};

console.log(`${seasons} seasons of ${SEASON.people} people and ${SEASON.questions} questions, from seed ${seed}`);
const covered = intervalCoverage({ random: seededRandom(seed), seasons, resamples: 1000 });
report("intervals of the mean at 90 % cover it", percent(covered), "85–93 %", covered >= 0.85 && covered <= 0.93);

const untold = untoldSeasons({ random: seededRandom(seed + 1), seasons, resamples: 1000 });
report(
  "seasons of identical people in which no pair is told apart",
  `${percent(untold)} ${noise(untold)}`,
  "at least 85 %",
  untold >= 0.85,
);

const inside = insideBand({ random: seededRandom(seed + 2), records: seasons, runs: 400 });
inside.forEach((share, i) => {
  const what = `records of a perfect forecaster under early closes inside CORP's band at decile ${i + 1}`;
  report(what, `${percent(share)} ${noise(share)}`, "at least 85 %", share >= 0.85);
});
process.exit(missed === 0 ? 0 : 1);
