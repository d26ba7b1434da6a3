/** @file `npm run dev`: the server from its sources. Pages reload by themselves; a change of the server restarts it. */
import { generate } from "./build.mjs";
import { checkNode, install } from "./install.mjs";
import { handOver, pinnedNode, programEnv } from "./programs.mjs";
import { run } from "./say.mjs";

await run(async () => {
  checkNode();
  await install();
  await generate();
  const env = { ...programEnv(), NODE_ENV: "development" };
  const watch = ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "server/main.ts"];
  process.on("SIGINT", () => {}); // a terminal sends it to the watcher too, which takes a second one for impatience
  const { status } = await handOver(pinnedNode(), watch, env, { signals: ["SIGTERM", "SIGHUP"] });
  process.exitCode = status;
});
