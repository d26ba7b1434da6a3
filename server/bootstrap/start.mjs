/** @file `npm start`: from a clone with nothing installed to a server that serves. Node's own modules only. */
import { createServer } from "node:net";
import { build, generate } from "./build.mjs";
import { checkNode, install } from "./install.mjs";
import { handOver, pinnedNode, programEnv } from "./programs.mjs";
import { Refusal, run } from "./say.mjs";

await run(async () => {
  checkNode();
  await checkPort();
  await install();
  await generate();
  await build();
  const env = {
    ...programEnv(),
    NODE_ENV: "production",
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --enable-source-maps`,
  };
  const { status } = await handOver(pinnedNode(), ["dist/main.js"], env);
  process.exitCode = status;
});

/** The server finds out too, but only after the minute that a first start takes. */
async function checkPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) return; // the server says what is wrong with it
  const probe = createServer();
  await new Promise((done, failed) => {
    probe.on("error", (error) => {
      const taken = "code" in error && error.code === "EADDRINUSE";
      failed(taken ? new Refusal(`Port ${port} is taken: stop what runs there, or set PORT to another.`) : error);
    });
    probe.listen(port, () => probe.close(done));
  });
}
