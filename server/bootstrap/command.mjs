/** @file `npm run import` and its like: runs a TypeScript file of ours, with the arguments given, after installing what it needs. */
import { generate } from "./build.mjs";
import { checkNode, install } from "./install.mjs";
import { handOver, pinnedNode } from "./programs.mjs";
import { run } from "./say.mjs";

await run(async () => {
  checkNode();
  await install();
  await generate();
  const { status } = await handOver(pinnedNode(), ["node_modules/tsx/dist/cli.mjs", ...process.argv.slice(2)]);
  process.exitCode = status;
});
