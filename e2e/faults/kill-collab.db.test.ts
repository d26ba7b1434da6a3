import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import * as Y from "yjs";
import { seededRandom } from "#core/math/random";
import { postgresLog } from "#server/collab/postgres-log";
import { rebuild } from "#server/collab/rebuild";
import { testTeam } from "#server/collab/test-team";
import { type Editor, openEditor } from "../collab/editor";
import { E2E_SECRET } from "../fixtures/accounts";
import { cookieOf } from "../fixtures/sessions";

const WRITERS = 10;
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const SEED = process.env.KILL_SEED === "random" ? Date.now() : Number(process.env.KILL_SEED ?? 20261123);
/** Milliseconds for a round, where others want the machine too. */
const PATIENCE = 40_000;

interface Node {
  process: ChildProcess;
  port: number;
}

async function startNode(port = 0): Promise<Node> {
  const child = fork("e2e/faults/collab-node.ts", [String(port)], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, AUTH_SECRET: E2E_SECRET },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [said] = await once(child, "message");
  return { process: child, port: said.port };
}

/** Types numbered words as long as it is let, and remembers which of them the screen has called saved. */
function typist(editor: Editor, name: string) {
  const saved = new Set<string>();
  let typed = 0;
  const remember = () => {
    if (editor.provider.saveState.kind === "saved") for (let n = 1; n <= typed; n += 1) saved.add(`<${name}.${n}>`);
  };
  editor.provider.on("unsyncedChanges", remember);
  const timer = setInterval(() => {
    typed += 1;
    editor.type(`<${name}.${typed}>`);
  }, 25);
  return { saved, stop: () => clearInterval(timer) };
}

async function wordsInLog(scenarioId: string): Promise<Set<string>> {
  const updates = postgresLog();
  const stored = await updates.read(scenarioId);
  const document = new Y.Doc();
  if (stored) await rebuild(updates, scenarioId, stored, document);
  await updates.stop();
  return new Set(
    document
      .getText("words")
      .toString()
      .match(/<[^>]+>/g) ?? [],
  );
}

it(
  `a node killed at a random instant under ${WRITERS} writers, ${ROUNDS} times: what was called saved is in the log`,
  async () => {
    process.env.AUTH_SECRET = E2E_SECRET;
    const random = seededRandom(SEED);
    const team = await testTeam();
    const scenarioId = await team.scenario();
    const cookie = await cookieOf({ userId: await team.person("Analyst 1", "FORECASTER"), tokenVersion: 0 });
    let node = await startNode();
    onTestFinished(() => void node.process.kill("SIGKILL"));
    let acknowledged = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const url = `ws://127.0.0.1:${node.port}/collab`;
      const editors = Array.from({ length: WRITERS }, () => openEditor({ url, scenarioId, cookie }));
      await Promise.all(editors.map((editor) => editor.untilState("saved")));
      const typists = editors.map((editor, index) => typist(editor, `${round}.${index}`));
      await delay(300 + random() * 700);
      const exited = once(node.process, "exit");
      node.process.kill("SIGKILL");
      await exited;
      for (const { stop } of typists) stop();
      const saved = typists.flatMap((writer) => [...writer.saved]);
      const kept = await wordsInLog(scenarioId);
      expect(saved.filter((word) => !kept.has(word))).toEqual([]);
      acknowledged += saved.length;

      node = await startNode(node.port);
      await Promise.all(editors.map((editor) => editor.untilState("saved")));
      const after = await wordsInLog(scenarioId);
      for (const editor of editors)
        for (const word of editor.text.toString().match(/<[^>]+>/g) ?? []) expect(after.has(word)).toBe(true);
      for (const editor of editors) editor.close();
    }
    expect(acknowledged).toBeGreaterThan(WRITERS * ROUNDS);
    console.log(
      JSON.stringify([
        { figure: "kill.acknowledged", value: acknowledged, unit: "edits" },
        { figure: "kill.acknowledged_and_lost", value: 0, unit: "edits" },
      ]),
    );
  },
  PATIENCE * ROUNDS,
);
