import { afterAll, beforeAll, expect, it } from "vitest";
import { openPool } from "#server/platform/db";
import { fromLog } from "../collab/convergence";
import { openEditor } from "../collab/editor";
import { type RunningProcess, startNode } from "../collab/node-process";
import { collabWorld } from "../collab/world";
import { E2E_SECRET } from "../fixtures/accounts";
import { type CrashablePostgres, crashablePostgres } from "./crashable-postgres";

const WRITERS = 20;
const DOCUMENTS = 4;

let postgres: CrashablePostgres;
let node: RunningProcess;
let world: Awaited<ReturnType<typeof collabWorld>>;

beforeAll(async () => {
  process.env.AUTH_SECRET = E2E_SECRET;
  postgres = await crashablePostgres();
  const pool = openPool(postgres.url);
  world = await collabWorld(pool, { people: WRITERS, scenarios: 1 + DOCUMENTS });
  await pool.end();
  node = await startNode({ databaseUrl: postgres.url });
});
afterAll(async () => {
  await node.kill();
  await postgres.remove();
});

it("PostgreSQL killed under typing: nothing is shown to others or called saved meanwhile; within ten seconds of its return it goes on", async () => {
  const [scenarioId = ""] = world.scenarios;
  // As a browser waits between attempts.
  const [one, two] = world.people
    .slice(0, 2)
    .map(({ cookie }) => openEditor({ url: node.url, scenarioId, cookie, retryAfter: 1_000 }));
  if (!one || !two) throw new RangeError("two people");
  await Promise.all([one.untilState("saved"), two.untilState("saved")]);
  one.type("before ");
  await one.untilState("saved");
  await two.untilText("before ");

  await postgres.kill();
  const codes: number[] = [];
  one.provider.on("close", ({ event }: { event: { code: number } }) => codes.push(event.code));
  // A process of the killed server may live long enough to keep one more edit; what counts is that none is called saved in vain.
  while (one.provider.saveState.kind !== "lost") {
    one.type("between ");
    await one.until(() => one.provider.saveState.kind !== "saving");
  }
  const shown: string[] = [];
  two.provider.document.on("update", () => shown.push(two.text.toString()));
  one.type("meanwhile ");
  expect(one.provider.saveState).toEqual({ kind: "lost", unsaved: true });
  expect(codes[0]).toBe(4503);
  expect(shown).toEqual([]);

  await postgres.start();
  const back = performance.now();
  await one.untilState("saved");
  expect(performance.now() - back).toBeLessThan(10_000);
  await two.untilText("meanwhile ");
  const log = await fromLog(scenarioId, postgres.url);
  expect(log.getText("words").toString()).toBe(one.text.toString());
  one.close();
  two.close();
});

it("PostgreSQL killed twice under twenty writers: nothing acknowledged is lost, and each is saved again within ten seconds", async () => {
  const scenarios = world.scenarios.slice(1);
  const writers = world.people.map(({ cookie }, index) => {
    const scenarioId = scenarios[index % DOCUMENTS] ?? "";
    const editor = openEditor({ url: node.url, scenarioId, cookie, retryAfter: 1_000 });
    const typed: string[] = [];
    let saved = 0;
    editor.provider.on("unsyncedChanges", () => {
      if (editor.provider.saveState.kind === "saved") saved = typed.length;
    });
    const type = () => {
      typed.push(`<${index}.${typed.length}>`);
      editor.type(typed.at(-1) ?? "");
    };
    return { scenarioId, editor, type, acknowledged: () => typed.slice(0, saved), saved: () => saved };
  });
  await Promise.all(writers.map(({ editor }) => editor.untilState("saved")));
  const timers = writers.map(({ type }) => setInterval(type, 50));
  const savedMore = (than: readonly number[]) =>
    Promise.all(writers.map(({ editor, saved }, index) => editor.until(() => saved() > (than[index] ?? 0))));
  await savedMore([]);
  for (let kill = 0; kill < 2; kill += 1) {
    await postgres.kill();
    const before = writers.map(({ saved }) => saved());
    await postgres.start();
    const back = performance.now();
    await savedMore(before);
    expect(performance.now() - back).toBeLessThan(10_000);
  }
  for (const timer of timers) clearInterval(timer);
  await Promise.all(writers.map(({ editor }) => editor.untilState("saved")));
  for (const { scenarioId, acknowledged, editor } of writers) {
    const kept = (await fromLog(scenarioId, postgres.url)).getText("words").toString();
    expect(acknowledged().filter((word) => !kept.includes(word))).toEqual([]);
    expect(acknowledged().length).toBeGreaterThan(10);
    editor.close();
  }
});
