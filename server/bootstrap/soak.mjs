/** @file `npm run soak`: looks further than `npm test` has time for, from new seeds, and ends by itself. Node's own modules only. */
import { stripVTControlCharacters } from "node:util";
import { build, generate } from "./build.mjs";
import { checkList, programCheck } from "./checks.mjs";
import { checkNode, install } from "./install.mjs";
import { programEnv } from "./programs.mjs";
import { run } from "./say.mjs";

/**
 * Every long run there is: add yours here. What the environment says already wins (RUNS=100 npm run soak -- properties). A part is a vitest run that takes how long it is from the environment, prints the
 * seed it drew, and its figures as a line of JSON: `[{ "figure": "kill.acknowledged", "value": 3100, "unit": "edits" }]`.
 *
 * @type {{ name: string; project: "unit" | "db" | "faults"; files?: string[]; env: Record<string, string> }[]}
 */
const PARTS = [
  { name: "Properties, twenty times as far", project: "unit", env: { SEED: "random", RUNS: "20" } },
  {
    name: "Properties of what is stored, twenty times as far",
    project: "db",
    files: ["server/exchange/world-property", "server/notifications/notice-queries"],
    env: { SEED: "random", RUNS: "20" },
  },
  {
    name: "A hundred random teams and their boards",
    project: "db",
    files: ["server/leaderboards/board-worlds"],
    env: { WORLDS: "100" },
  },
  {
    name: "A thousand interleavings of verdicts and forecasts on a question",
    project: "db",
    files: ["server/resolution/interleaving"],
    env: { SEED: "random", INTERLEAVINGS: "1000" },
  },
  {
    name: "Ten thousand guesses from fifty addresses",
    project: "db",
    files: ["server/identity/guesses"],
    env: { GUESSES: "10000" },
  },
  {
    name: "Ten thousand guesses over HTTP, at everything that opens",
    project: "faults",
    files: ["e2e/faults/guesses"],
    env: { GUESSES: "10000" },
  },
  {
    name: "A node killed under writers, a hundred times",
    project: "db",
    files: ["e2e/faults/kill-collab"],
    env: { KILL_SEED: "random", KILL_ROUNDS: "100" },
  },
  {
    name: "Writers over two nodes under misfortunes, two hundred seeds",
    project: "db",
    files: ["e2e/faults/converge"],
    env: { CONVERGENCE_SEEDS: "200", CONVERGENCE_FIRST_SEED: "1" },
  },
  {
    name: "Anchors over a hundred thousand edits",
    project: "unit",
    files: ["core/anchor.simulation"],
    env: { ANCHOR_SEED: "random", ANCHOR_EDITS: "100000" },
  },
  {
    name: "Fuzzed frames, a hundred thousand",
    project: "db",
    files: ["e2e/collab/fuzz"],
    env: { FUZZ_FRAMES: "100000" },
  },
  {
    name: "Calls with keys, their process killed at a hundred instants",
    project: "db",
    files: ["server/routers/rest/once"],
    env: { KEY_KILLS: "100" },
  },
  {
    name: "Calls of the REST interface made of its document, a hundred thousand",
    project: "db",
    files: ["e2e/rest/fuzz"],
    env: { SEED: "random", REST_CALLS: "100000" },
  },
  {
    name: "Fuzzed requests and calls, a hundred thousand",
    project: "faults",
    files: ["e2e/faults/fuzz"],
    env: { FUZZ_REQUESTS: "100000", FUZZ_SEED: "random" },
  },
];

await run(async () => {
  const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
  const parts = PARTS.filter(({ name }) => wanted.every((word) => name.toLowerCase().includes(word)));
  checkNode();
  await install();
  await generate();
  if (parts.some(({ project }) => project === "faults")) await build();
  const { NODE_ENV: _mode, DEMO_PASSWORD: _password, ...given } = programEnv();
  const checks = checkList();
  for (const { name, project, files = [], env } of parts)
    await checks.alone(
      programCheck(name, ["vitest/vitest.mjs", "run", "--project", project, ...files], { ...env, ...given }),
    );
  console.log("");
  for (const { name, said } of checks.results) for (const figure of figuresIn(said)) console.log(`${name}: ${figure}`);
  checks.summary();
});

/**
 * The seeds, the figures and the counts of tests in what a part said.
 *
 * @param {string} said
 * @returns {string[]}
 */
function figuresIn(said) {
  const lines = stripVTControlCharacters(said)
    .split("\n")
    .map((line) => line.trim());
  const seeds = lines.filter((line) => / from seed \d+$/.test(line));
  const figures = lines
    .filter((line) => line.startsWith('[{"figure"'))
    .flatMap((line) => JSON.parse(line))
    .map(({ figure, value, unit }) => `${figure} ${value} ${unit}`);
  const counts = lines.filter((line) => /^Tests\s+\d/.test(line));
  return [...new Set([...seeds, ...figures, ...counts])];
}
