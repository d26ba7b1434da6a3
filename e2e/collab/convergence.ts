import { isDeepStrictEqual } from "node:util";
import * as Y from "yjs";
import { RATIONALE_FIELD } from "#core/rationale";
import { postgresLog } from "#server/collab/postgres-log";
import { rationaleJson } from "#server/collab/rationale-json";
import { rebuild } from "#server/collab/rebuild";
import { openPool } from "#server/platform/db";
import { type Editor, openEditor } from "./editor";

export type Random = () => number;

/** What a seeded world may do to itself besides writing. */
export interface Misfortunes {
  /** Addresses of the nodes. */
  nodes(): string[];
  /** Something breaks and comes back; resolves when it has. */
  strike(random: Random): Promise<void>;
}

interface Writer {
  document: Y.Doc;
  editor: Editor;
  cookie: string;
  /** What the screen has called saved: everything in the document at that moment. */
  saved: Y.Snapshot;
}

const pick = <T>(random: Random, from: readonly T[]): T => {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new RangeError("nothing to choose from");
  return chosen;
};

/**
 * Writers edit one document over several nodes while connections, nodes and the database fail; in the end everything is up and
 * everybody is told that all is saved.
 *
 * @returns what differs between any two of: the replicas, a fresh load, a rebuild from the log, and what was acknowledged; nothing if all is well
 */
export async function converge({
  random,
  scenarioId,
  cookies,
  misfortunes,
  databaseUrl,
  steps,
  strikes,
}: {
  random: Random;
  scenarioId: string;
  cookies: readonly string[];
  misfortunes: Misfortunes;
  databaseUrl: string;
  steps: number;
  strikes: number;
}): Promise<string[]> {
  const open = (document: Y.Doc, cookie: string) =>
    openEditor({ url: pick(random, misfortunes.nodes()), scenarioId, cookie, document });
  const writers = cookies.map((cookie): Writer => {
    const document = new Y.Doc();
    document.clientID = Math.floor(random() * 2 ** 31); // so that a seed decides every tie
    return { document, editor: open(document, cookie), cookie, saved: Y.emptySnapshot };
  });
  const remember = (writer: Writer) =>
    writer.editor.provider.on("unsyncedChanges", () => {
      if (writer.editor.provider.saveState.kind === "saved") writer.saved = Y.snapshot(writer.document);
    });
  writers.forEach(remember);

  const striking = new Set(Array.from({ length: strikes }, () => Math.floor(random() * steps)));
  let struck: Promise<void> = Promise.resolve();
  for (let step = 0; step < steps; step += 1) {
    for (const writer of writers) {
      if (random() < 0.7) edit(writer.document, random, step);
      const chance = random();
      if (chance < 0.01) writer.editor.cut();
      else if (chance < 0.02) {
        writer.editor.close();
        writer.editor = open(writer.document, writer.cookie);
        remember(writer);
      }
    }
    if (striking.has(step)) struck = struck.then(() => misfortunes.strike(random));
    // One turn of the world: what is under way gets on.
    await new Promise((resolve) => setTimeout(resolve, random() * 12));
  }
  await struck;
  const replicas = writers.map(({ editor }) => editor);
  await Promise.all(replicas.map((editor) => editor.untilState("saved")));
  // Whoever hears the last edit finds everybody level.
  await Promise.race(replicas.map((editor) => editor.until(() => level(writers))));

  const fresh = openEditor({ url: pick(random, misfortunes.nodes()), scenarioId, cookie: cookies[0] ?? "" });
  await fresh.untilState("saved");
  const differences = compare(writers, fresh.provider.document, await fromLog(scenarioId, databaseUrl));
  for (const editor of [...replicas, fresh]) editor.close();
  return differences;
}

/** Whether all replicas have seen the same edits. */
function level(writers: readonly Writer[]): boolean {
  const [first, ...others] = writers.map(({ document }) => Y.snapshot(document));
  return others.every((other) => first && Y.equalSnapshots(first, other));
}

function compare(writers: readonly Writer[], fresh: Y.Doc, rebuilt: Y.Doc): string[] {
  const differences: string[] = [];
  const expected = contentOf(rebuilt);
  if (!isDeepStrictEqual(contentOf(fresh), expected)) differences.push("a fresh load differs from the log");
  writers.forEach(({ document, saved }, index) => {
    if (!isDeepStrictEqual(contentOf(document), expected)) differences.push(`replica ${index} differs from the log`);
    if (!holds(rebuilt, saved)) differences.push(`the log lacks what was acknowledged to writer ${index}`);
  });
  return differences;
}

const contentOf = (document: Y.Doc) => ({
  rationale: rationaleJson(document),
  words: document.getText("words").toDelta(),
});

/** Whether a document has every insertion and every deletion of a snapshot. */
function holds(document: Y.Doc, part: Y.Snapshot): boolean {
  const whole = Y.snapshot(document);
  for (const [client, clock] of part.sv) if ((whole.sv.get(client) ?? 0) < clock) return false;
  return Y.equalDeleteSets(Y.mergeDeleteSets([whole.ds, part.ds]), whole.ds);
}

/** The document as the log alone has it. */
export async function fromLog(scenarioId: string, databaseUrl: string): Promise<Y.Doc> {
  const pool = openPool(databaseUrl);
  const updates = postgresLog({ pool, connectionString: databaseUrl });
  const document = new Y.Doc();
  const stored = await updates.read(scenarioId);
  if (stored) await rebuild(updates, scenarioId, stored, document);
  await updates.stop();
  await pool.end();
  return document;
}

/** One change as a person makes it: a paragraph, words, a mark, a deletion. */
function edit(document: Y.Doc, random: Random, step: number): void {
  const fragment = document.getXmlFragment(RATIONALE_FIELD);
  const words = document.getText("words");
  const chance = random();
  if (chance < 0.08 || fragment.length === 0) {
    const paragraph = new Y.XmlElement(random() < 0.2 ? "heading" : "paragraph");
    paragraph.insert(0, [new Y.XmlText(`Paragraph of step ${step}. `)]);
    fragment.insert(Math.floor(random() * (fragment.length + 1)), [paragraph]);
  } else if (chance < 0.11 && fragment.length > 3) fragment.delete(Math.floor(random() * fragment.length), 1);
  else if (chance < 0.2) words.insert(Math.floor(random() * (words.length + 1)), `w${step} `);
  else {
    const paragraph = fragment.get(Math.floor(random() * fragment.length));
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (text instanceof Y.XmlText) editText(text, random, step);
  }
}

function editText(text: Y.XmlText, random: Random, step: number): void {
  const at = Math.floor(random() * (text.length + 1));
  const span = Math.min(text.length - at, 1 + Math.floor(random() * 6));
  const chance = random();
  if (chance < 0.2 && span > 0) text.format(at, span, { [random() < 0.5 ? "bold" : "italic"]: random() < 0.7 || null });
  else if (chance < 0.4 && span > 0) text.delete(at, span);
  else text.insert(at, `${step}-${Math.floor(random() * 100)} `, random() < 0.2 ? { bold: true } : {});
}
