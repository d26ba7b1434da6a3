import * as Y from "yjs";
import { z } from "zod";
import type { Actor } from "#core/permissions";
import { RATIONALE_BYTES, type RationaleNode } from "#core/rationale";
import { POINT_FORMAT, readPoint } from "#core/rationale-point";
import { recordAudit } from "#server/audit/record";
import { appendWithin, holdDocument, tellNodes } from "#server/collab/append-within";
import { rationaleAsOf } from "#server/collab/as-of";
import { rationaleJson } from "#server/collab/rationale-json";
import { rewrite } from "#server/collab/rewrite";
import { lockVersions, takeVersion } from "#server/collab/take-version";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { historyOf, locate } from "#server/rationales/versions/history";
import { takeBack } from "#server/rationales/versions/take-back";

export const restoreInput = z.object({
  /** What to bring back, as addresses name it. */
  point: z.string().refine((text) => readPoint(text) !== null, `Say which text to restore: ${POINT_FORMAT}.`),
  /** The version that a restoration made, where the point is the text before it and only that restoration is to be undone. */
  undoes: z.number().int().positive().optional(),
});

type Ctx = { actor: Actor; scenario: { id: string; archivedAt: Date | null } };

export interface Restored {
  /** The version with the text as it was before: restoring it brings that back, and with `undoes` keeps what was written since. */
  before: number;
  /** The version that the restoration made. */
  after: number;
}

/** While others write, a restoration is worked out anew for what they wrote, but not for ever. */
const MOST_ATTEMPTS = 5;

/**
 * Brings an earlier text back as one more edit of the present one, in the restorer's name. What others write meanwhile stays: it
 * merges with the restoration as with any edit. Open editors show it like anybody's typing.
 */
export async function restoreRationale(
  { actor, scenario }: Ctx,
  input: z.infer<typeof restoreInput>,
): Promise<Restored> {
  if (scenario.archivedAt) throw new AppError("CONFLICT", "The scenario is archived: nothing is added to it.");
  const point = readPoint(input.point);
  if (!point) throw new RangeError(`a point must be one that can be read, got ${input.point}`);
  const history = await historyOf(actor, scenario.id);
  const { moment, removed } = await locate(history, point);
  if (removed) throw new AppError("CONFLICT", "That text was removed by a redaction and cannot be restored.");
  const wanted = await rationaleAsOf(scenario.id, moment);
  if (!wanted || wanted.seq === 0)
    throw new AppError("CONFLICT", "Nothing had been written by then: there is no text to restore.");
  for (let attempt = 1; ; attempt += 1) {
    const edit = await prepare(scenario.id, wanted.text, input.undoes ?? null);
    const done = await append(
      { actor, scenario },
      { ...edit, restoredSeq: wanted.seq, last: attempt === MOST_ATTEMPTS },
    );
    if (!done) continue;
    pokeSealer();
    await tellNodes(scenario.id, done.seq);
    return done.restored;
  }
}

interface Edit {
  /** What it was worked out for. */
  head: number;
  generation: number;
  update: Uint8Array;
  before: RationaleNode;
  after: RationaleNode;
}

async function prepare(documentId: string, wanted: RationaleNode, undoes: number | null): Promise<Edit> {
  const stored = await db.document.findUniqueOrThrow({
    where: { id: documentId },
    select: { head: true, generation: true },
  });
  const now = await rationaleAsOf(documentId, { seq: stored.head });
  const document = new Y.Doc();
  try {
    if (now) Y.applyUpdateV2(document, now.state);
    const before = rationaleJson(document);
    const update =
      undoes === null ? rewrite(document, wanted) : await takeBack(document, { documentId, number: undoes }, wanted);
    if (!update) throw new AppError("CONFLICT", "The rationale reads like that already: there is nothing to restore.");
    if (Y.encodeStateAsUpdateV2(document).byteLength > RATIONALE_BYTES)
      throw new AppError("TOO_LARGE", "With the restored text the rationale would exceed its largest size.");
    return { ...stored, update, before, after: rationaleJson(document) };
  } finally {
    document.destroy();
  }
}

/** @returns null where somebody has written since it was worked out; the last time it is appended all the same, and merges */
async function append(
  { actor, scenario }: Ctx,
  { head, generation, update, before, after, restoredSeq, last }: Edit & { restoredSeq: number; last: boolean },
): Promise<{ seq: number; restored: Restored } | null> {
  const of = { documentId: scenario.id, createdById: actor.userId };
  return db.$transaction(async (tx) => {
    await lockVersions(tx, scenario.id);
    const held = await holdDocument(tx, scenario.id);
    if (held?.generation !== generation)
      throw new AppError("CONFLICT", "The history of this rationale has just been removed. Reload the page.");
    const moved = held.head !== head;
    if (moved && !last) return null;
    const kept = await takeVersion(tx, { ...of, kind: "BEFORE_RESTORE", ...(moved ? {} : { text: before }) });
    const seq = await appendWithin(tx, { documentId: scenario.id, update, userId: actor.userId });
    const made = await takeVersion(tx, { ...of, kind: "RESTORE", restoredSeq, ...(moved ? {} : { text: after }) });
    if (!kept || !made) throw new RangeError(`document ${scenario.id} must have a text: it was just appended to`);
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId: made.teamId,
      action: "rationale.restore",
      subjectId: scenario.id,
      detail: { sequence: restoredSeq, version: made.number },
    });
    return { seq, restored: { before: kept.number, after: made.number } };
  });
}
