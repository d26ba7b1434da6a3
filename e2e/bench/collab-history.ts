import { resolve } from "node:path";
import type pg from "pg";
import * as Y from "yjs";
import { BOUNDS } from "#server/collab/bounds";
import { compact } from "#server/collab/compact";
import { postgresLog } from "#server/collab/postgres-log";
import { rebuild } from "#server/collab/rebuild";
import type { UpdateLog } from "#server/collab/update-log";
import { readTrace, type Trace } from "../collab/trace";
import { burstsOf } from "../collab/trace-bursts";
import { SHARED_ABSENT, sharedDir } from "../fixtures/shared";
import type { Report } from "./figure";
import { median } from "./median";

const TIMES = 10;
const OPENED = 7;
const AIM_MS = 100;

interface Where {
  pool: pg.Pool;
  url: string;
  documentId: string;
  userId: string;
}

/**
 * Opening a text with 260,000 edits of history: a real session of two writers ten times over by ten pairs, edit by edit in the log and
 * compacted as a node does it, with as many edits since the last snapshot as there may be. Beside it the same from the log alone.
 */
export async function openingFigures(report: Report, { pool, url, documentId, userId }: Where): Promise<void> {
  const shared = sharedDir();
  if (!shared) return console.error(`collab.open_260k_ms is left out: ${SHARED_ABSENT}`);
  const trace = readTrace(resolve(shared, "data/traces/friendsforever_concurrent.json.gz"));
  const edits = Array.from({ length: TIMES }, (_, time) => sessionOf(trace, 2 * time)).flat();
  const updates = postgresLog({ pool, connectionString: url });
  try {
    await updates.open(documentId);
    const { length } = edits;
    const compacted = length - BOUNDS.snapshotRows + 1;
    const marks = Array.from({ length: Math.ceil(compacted / BOUNDS.snapshotKeptRows) }, (_, index) =>
      Math.min(compacted, (index + 1) * BOUNDS.snapshotKeptRows),
    );
    let from = 0;
    for (const to of [...marks, length]) {
      await Promise.all(edits.slice(from, to).map((update) => updates.append({ documentId, update, userId })));
      if (to <= compacted) await compact(updates, documentId, BOUNDS);
      from = to;
    }
    const opened: number[] = [];
    while (opened.length < OPENED) opened.push(await opening(updates, documentId));
    await pool.query(`DELETE FROM "DocumentSnapshot" WHERE "documentId" = $1`, [documentId]);
    const replayed = await opening(updates, documentId);
    report({
      figure: "collab.open_260k_ms",
      value: median(opened),
      unit: "ms",
      floor: `${AIM_MS} ms; ${Math.round(replayed)} ms from the log alone; ${length} edits, ${BOUNDS.snapshotRows - 1} of them since the snapshot`,
      ratio: AIM_MS / median(opened),
    });
  } finally {
    await updates.stop();
  }
}

/** The edits of a session, one by one, its writers numbered from this number. */
function sessionOf(trace: Trace, first: number): Uint8Array[] {
  const txns = trace.txns.map((txn) => ({ ...txn, agent: txn.agent + first }));
  return burstsOf({ ...trace, txns }, 1).map(({ update }) => update);
}

/** Milliseconds until a document is in memory, as a node loads it. */
async function opening(updates: UpdateLog, documentId: string): Promise<number> {
  const document = new Y.Doc();
  const began = performance.now();
  const stored = await updates.open(documentId);
  if (stored) await rebuild(updates, documentId, stored, document);
  const took = performance.now() - began;
  document.destroy();
  return took;
}
