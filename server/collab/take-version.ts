import * as Y from "yjs";
import type { RationaleNode } from "#core/rationale";
import type { Prisma } from "#prisma/client/client";
import { postgresLog } from "#server/collab/postgres-log";
import { rationaleJson } from "#server/collab/rationale-json";
import { rebuild } from "#server/collab/rebuild";
import { journal } from "#server/ledger/journal";
import { canonicalJson, newSalt, textHash } from "#server/ledger/leaf";

/** Why a version is taken, with what belongs to that. `seq` is left out for the text as it is now. */
type Occasion =
  | { kind: "NAMED"; title: string; seq?: number }
  /** `day`: midnight UTC of the day whose first edit came after `seq`. */
  | { kind: "FIRST_OF_DAY"; seq: number; day: Date }
  | { kind: "ROUND_END" | "RESOLUTION"; questionId: string; seq?: number }
  | { kind: "RESTORE"; restoredSeq: number; seq?: number }
  | { kind: "BEFORE_RESTORE" | "BEFORE_SCHEMA_CHANGE" | "REDACTION"; seq?: number };

export type NewVersion = Occasion & {
  /** The scenario's id. */
  documentId: string;
  /** The user who took it, or whose act made it be taken; null for nobody. */
  createdById: string | null;
  /** When it was taken, for a seed; now when left out. */
  takenAt?: Date;
  /** The text after `seq`, for a caller who has it at hand. */
  text?: RationaleNode;
};

export interface TakenVersion {
  id: string;
  teamId: string;
  /** 1, 2, … within the document. */
  number: number;
  /** Its text is the log's up to this update. */
  seq: number;
}

/**
 * Takes a version of a scenario's rationale inside the caller's transaction, with its entry in the ledger. Call it last: it
 * holds back other versions of the same text until the transaction ends, and never those who write. Poke the sealer after the commit.
 *
 * @returns null where nothing has been written yet
 */
export async function takeVersion(tx: Prisma.TransactionClient, version: NewVersion): Promise<TakenVersion | null> {
  const { documentId, kind, createdById } = version;
  // Numbers have no gaps. Not the document's row: that is what writers wait for.
  await lockVersions(tx, documentId);
  const document = await tx.document.findUnique({
    where: { id: documentId },
    select: { teamId: true, head: true },
  });
  if (!document || document.head === 0) return null;
  const seq = version.seq ?? document.head;
  const latest = await tx.documentVersion.aggregate({ where: { documentId }, _max: { number: true } });
  const number = (latest._max.number ?? 0) + 1;
  const questionId = "questionId" in version ? version.questionId : null;
  const restoredSeq = "restoredSeq" in version ? version.restoredSeq : null;
  const title = "title" in version ? version.title : null;
  const salt = newSalt();
  const { id } = await tx.documentVersion.create({
    data: {
      teamId: document.teamId,
      documentId,
      number,
      kind,
      title,
      seq,
      day: "day" in version ? version.day : null,
      questionId,
      restoredSeq,
      textSalt: Uint8Array.from(salt),
      createdById,
      ...(version.takenAt ? { createdAt: version.takenAt } : {}),
    },
    select: { id: true },
  });
  await journal(tx, {
    teamId: document.teamId,
    kind: "rationale.version",
    recordId: id,
    topicId: documentId,
    body: {
      scenario: documentId,
      version: number,
      kind,
      sequence: seq,
      question: questionId,
      restored: restoredSeq,
      text: textHash(salt, canonicalJson({ title, text: version.text ?? (await textAt(tx, documentId, seq)) })),
    },
  });
  return { id, teamId: document.teamId, number, seq };
}

/** Versions of one document are numbered, and its history removed, by one transaction at a time. */
export async function lockVersions(tx: Prisma.TransactionClient, documentId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`rationale-version:${documentId}`}, 0))`;
}

/** The text after an update, as the transaction sees the log. */
export async function textAt(tx: Prisma.TransactionClient, documentId: string, seq: number): Promise<RationaleNode> {
  const document = new Y.Doc();
  try {
    await rebuildAt(tx, documentId, seq, document);
    return rationaleJson(document);
  } finally {
    document.destroy();
  }
}

/** Brings an empty Yjs document to its state after an update, as the transaction sees the log. */
export async function rebuildAt(
  tx: Prisma.TransactionClient,
  documentId: string,
  seq: number,
  document: Y.Doc,
): Promise<void> {
  const snapshot = await tx.documentSnapshot.findFirst({
    where: { documentId, seq: { lte: seq } },
    orderBy: { seq: "desc" },
    select: { seq: true, state: true },
  });
  const tail = await tx.documentUpdate.findMany({
    where: { documentId, seq: { gt: snapshot?.seq ?? 0, lte: seq }, quarantined: false },
    orderBy: { seq: "asc" },
    select: { seq: true, update: true },
  });
  await rebuild(postgresLog(), documentId, { snapshot, tail }, document);
}
