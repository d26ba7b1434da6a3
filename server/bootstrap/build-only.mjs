/** @file Builds without installing or starting: for an image, where `npm ci` has run before. */
import { build, generate } from "./build.mjs";
import { run } from "./say.mjs";

await run(async () => {
  await generate();
  await build();
});
