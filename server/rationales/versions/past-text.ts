import type { Actor } from "#core/permissions";
import type { RationaleNode } from "#core/rationale";
import type { RationalePoint } from "#core/rationale-point";
import { type ReadReferences, referencesIn } from "#core/rationale-references";
import { rationaleAsOf } from "#server/collab/as-of";
import { readReferences } from "#server/rationales/read-references";
import { type History, historyOf, locate, type Redaction, type Version } from "#server/rationales/versions/history";
import { versionOf } from "#server/rationales/versions/version-list";

/** A rationale as it stood, for a reader with the rights of now. */
export interface PastText {
  history: History;
  point: RationalePoint;
  /** The version that the point names. */
  version: Version | null;
  /** The last update of the text; 0 before anything was written. */
  seq: number;
  /** Null where a redaction removed it. */
  text: RationaleNode | null;
  /** What it points at, as that stood then and as the reader may see it now. */
  references: ReadReferences;
  removed: Redaction | null;
}

const EMPTY: RationaleNode = { type: "doc", content: [] };

/** @throws NOT_FOUND for a scenario that the actor may not read, and for a version that is not there */
export async function pastText(actor: Actor, scenarioId: string, point: RationalePoint): Promise<PastText> {
  const history = await historyOf(actor, scenarioId);
  const { moment, removed, version } = await locate(history, point);
  const past = removed ? null : await rationaleAsOf(scenarioId, moment);
  const text = removed ? null : (past?.text ?? EMPTY);
  const named = version === null ? null : await versionOf(history, version);
  const then = point.kind === "instant" ? point.at : (named?.at ?? null);
  return {
    history,
    point,
    version: named,
    seq: past?.seq ?? 0,
    text,
    references: await readReferences(actor, history.teamId, referencesIn(text ?? EMPTY), then),
    removed,
  };
}
