import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { SHARED_ABSENT, sharedDir } from "../../e2e/fixtures/shared";

const shared = sharedDir();

it.skipIf(shared === null)(
  `every shared vector passes, none is skipped ${shared === null ? ` (${SHARED_ABSENT})` : ""}`,
  () => {
    const folder = resolve(shared ?? "", "vectors");
    const run = spawnSync("npx", ["tsx", "e2e/reference/vectors.ts", folder], { encoding: "utf8" });
    expect(run.stdout).toMatch(/TOTAL pass \d+ fail 0 skip 0/);
    expect(run.status).toBe(0);
  },
  60_000,
);
