import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { reproduceAcx } from "./acx";
import { reproduceFiveThirtyEight } from "./five-thirty-eight";
import { reproducePredictionBook } from "./prediction-book";

/**
 * `npm run reproduce -- DIR`: recomputes published results and regression values from the forecasts in DIR, prints them beside
 * ours, and draws calibration diagrams into `reproduced/` (not committed) for looking at.
 */
const started = process.env.INIT_CWD ?? process.cwd();
const folder = resolve(started, process.argv[2] ?? "../shared/data");
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}.`);
  process.exit(2);
}
const pictures = resolve("reproduced");
mkdirSync(pictures, { recursive: true });
const reports = [reproduceAcx(folder), reproducePredictionBook(folder), reproduceFiveThirtyEight(folder)];
let failed = 0;
for (const { title, lines, drawings } of reports) {
  console.log(`\n${title}`);
  for (const { what, published, ours, tolerance } of lines) {
    const agrees = Math.abs(published - ours) <= tolerance;
    if (!agrees) failed++;
    console.log(`  ${agrees ? "agrees " : "DIFFERS"} ${what}: ${published} | ours ${ours}`);
  }
  for (const { name, svg } of drawings) {
    writeFileSync(resolve(pictures, name), svg);
    console.log(`  drawn   ${name}`);
  }
}
console.log(`\n${failed === 0 ? "Every value agrees." : `${failed} values differ.`}`);
process.exit(failed === 0 ? 0 : 1);
