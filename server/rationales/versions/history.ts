import { type Actor, can } from "#core/permissions";
import type { RationalePoint } from "#core/rationale-point";
import type { DocumentVersionKind } from "#prisma/client/client";
import type { Moment } from "#server/collab/update-log";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** That an admin removed the history up to an update. */
export interface Redaction {
  /** The last update that it removed. */
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  by: string;
  reason: string;
}

export interface History {
  scenarioId: string;
  teamId: string;
  /** The last update; 0 while nothing has been written. */
  head: number;
  generation: number;
  /** Milliseconds since the epoch; null while nothing has been written. */
  begun: number | null;
  /** Latest first. */
  redactions: Redaction[];
  may: { name: boolean; restore: boolean; redact: boolean };
}

/** @throws NOT_FOUND for a scenario whose rationale the actor may not read */
export async function historyOf(actor: Actor, scenarioId: string): Promise<History> {
  const scenario = await db.scenario.findFirst({
    where: { id: scenarioId, ...visibleTo(actor) },
    select: {
      teamId: true,
      archivedAt: true,
      document: {
        select: {
          head: true,
          generation: true,
          createdAt: true,
          redactions: {
            orderBy: { generation: "desc" },
            select: { seq: true, createdAt: true, reason: true, createdBy: { select: { name: true } } },
          },
        },
      },
    },
  });
  if (!scenario || !can(actor, "rationale.read", { teamId: scenario.teamId })) throw notFound();
  const { teamId, archivedAt, document } = scenario;
  const mayEdit = can(actor, "rationale.edit", { teamId }) && !archivedAt;
  const written = document !== null && document.head > 0;
  return {
    scenarioId,
    teamId,
    head: document?.head ?? 0,
    generation: document?.generation ?? 0,
    begun: written ? document.createdAt.getTime() : null,
    redactions: (document?.redactions ?? []).map(({ seq, createdAt, reason, createdBy }) => ({
      seq,
      at: createdAt.getTime(),
      by: createdBy.name,
      reason,
    })),
    may: {
      name: mayEdit && written,
      restore: mayEdit && written,
      redact: can(actor, "rationale.redact", { teamId }) && written,
    },
  };
}

/** The redaction that removed the text after an update; the latest, where several did. */
export const redactionOf = ({ redactions }: Pick<History, "redactions">, seq: number): Redaction | null =>
  redactions.find((redaction) => redaction.seq >= seq) ?? null;

/** A version as it is listed. */
export interface Version {
  number: number;
  kind: DocumentVersionKind;
  title: string | null;
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** Null: it was taken automatically. */
  by: string | null;
  /** Whose round ended or whose verdict was recorded. */
  question: { id: string; title: string } | null;
  /** Of a restoration: the version whose text came back, else null where it was none. */
  restored: number | null;
  removed: Redaction | null;
}

export const VERSION_SELECT = {
  number: true,
  kind: true,
  title: true,
  seq: true,
  restoredSeq: true,
  createdAt: true,
  createdBy: { select: { name: true } },
  question: {
    select: { id: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
  },
} as const;

/** Where a point lies, and why its text cannot be shown if it cannot. */
export interface Located {
  moment: Moment;
  removed: Redaction | null;
  /** The version that the point names. */
  version: number | null;
}

/** @throws NOT_FOUND for a version that the rationale has not */
export async function locate(history: History, point: RationalePoint): Promise<Located> {
  const { scenarioId: documentId, head, redactions, begun } = history;
  switch (point.kind) {
    case "now":
      return { moment: { seq: head }, removed: null, version: null };
    case "update": {
      const seq = Math.min(point.seq, head);
      return { moment: { seq }, removed: seq === 0 ? null : redactionOf(history, seq), version: null };
    }
    case "version": {
      const version = await db.documentVersion.findUnique({
        where: { documentId_number: { documentId, number: point.number } },
        select: { seq: true },
      });
      if (!version) throw notFound();
      return { moment: { seq: version.seq }, removed: redactionOf(history, version.seq), version: point.number };
    }
    case "instant": {
      const removed = begun !== null && point.at >= begun ? redactions.find(({ at }) => at > point.at) : undefined;
      // An instant of the log has microseconds: the last one of the millisecond.
      return { moment: { instant: new Date(Math.floor(point.at) + 1) }, removed: removed ?? null, version: null };
    }
  }
}
