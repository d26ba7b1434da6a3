import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

interface Taken {
  /** Topic, dot, `export`. */
  action: `${string}.export`;
  /** Whose; null where it holds several teams'. */
  teamId: string | null;
  subjectId?: string;
}

/** Writes down that somebody took a file of what they may see, for those that are made of what a page shows anyway. */
export async function noteExport({ userId: actorId }: Actor, taken: Taken): Promise<void> {
  await recordAudit(db, { actorId, ...taken });
}
