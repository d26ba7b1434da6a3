import { afterEach, beforeEach, expect, it, type MockInstance, vi } from "vitest";
import { checkList, stepCheck } from "./checks.mjs";
import { Refusal } from "./say.mjs";

let log: MockInstance<typeof console.log>;
beforeEach(() => {
  log = vi.spyOn(console, "log").mockImplementation(() => {});
});
afterEach(() => log.mockRestore());

const printed = () => log.mock.calls.map(([line]) => String(line)).join("\n");
const passing = (name: string, said: string) => ({ name, run: async () => ({ passed: true, said }) });

it("side by side, what each check says is printed whole and in one piece", async () => {
  const checks = checkList();
  const letGo = Promise.withResolvers<void>();
  const slow = { name: "Slow", run: () => letGo.promise.then(() => ({ passed: true, said: "slow 1\nslow 2\n" })) };
  const quick = stepCheck("Quick", async () => letGo.resolve());
  await checks.sideBySide([slow], [passing("First", "first 1\nfirst 2\n"), quick]);
  expect(printed()).toMatch(/── First\nfirst 1\nfirst 2\n── First: passed in/);
  expect(printed()).toMatch(/── Slow\nslow 1\nslow 2\n── Slow: passed in/);
  expect(() => checks.summary()).not.toThrow();
});

it("the summary has a line for each check and repeats the last lines of those that failed", async () => {
  const checks = checkList();
  const said = Array.from({ length: 100 }, (_, line) => `line ${line + 1}`).join("\n");
  await checks.alone({ name: "Unit", run: async () => ({ passed: false, said }) });
  await checks.alone(
    stepCheck("Build", async () => {
      throw new Refusal("The disk is full.");
    }),
  );
  checks.leftOut("Browser", "It needs the build, which failed.");
  log.mockClear();
  expect(() => checks.summary()).toThrow("Not everything passed: Unit, Build, Browser.");
  expect(printed()).toMatch(/^FAILED {5}0\.0 s {2}Unit$/m);
  expect(printed()).toContain("line 21\n");
  expect(printed()).not.toContain("line 20\n");
  expect(printed()).toContain("── Build FAILED. It ended like this:\nThe disk is full.");
  expect(printed()).toContain("── Browser FAILED. It ended like this:\nIt needs the build, which failed.");
});

it("rows go on when another breaks off, and what broke it off is thrown when all have ended", async () => {
  const checks = checkList();
  const broken = { name: "Broken", run: () => Promise.reject(new Refusal("Stopped before the end.")) };
  await expect(checks.sideBySide([broken], [passing("One", ""), passing("Two", "")])).rejects.toThrow("Stopped");
  expect(checks.passed("Two")).toBe(true);
});
