import { readdirSync } from "node:fs";
import { runCommand } from "#server/platform/run-command";
import { StartError } from "#server/platform/start-error";
import type { Report } from "./figure";
import { figureLine } from "./figure-line";

/**
 * `npm run bench [-- NAME…] [--json]`: runs the benches of those names (`core`, `submit`, …), or all, one after the other.
 * Each figure is printed as soon as it is measured: a line for people, or with `--json` an object a line.
 */
await runCommand(async () => {
  const args = process.argv.slice(2);
  const json = args.includes("--json");
  const names = args.filter((arg) => !arg.startsWith("--"));
  const there = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
  const unknown = names.find((name) => !there.includes(name));
  if (unknown) throw new StartError(`There is no bench "${unknown}": there are ${there.join(", ")}.`);
  for (const name of names.length ? names : there) {
    const bench: { run(report: Report): Promise<void> } = await import(`./${name}.bench.ts`);
    await bench.run((figure) => console.log(json ? JSON.stringify(figure) : figureLine(figure)));
  }
});
