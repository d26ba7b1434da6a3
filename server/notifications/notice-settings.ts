import { z } from "zod";
import type { Actor } from "#core/permissions";
import { NoticeKind } from "#prisma/client/enums";
import { pool } from "#server/platform/db";

export const kindInput = z.object({ kind: z.enum(NoticeKind), on: z.boolean() });

/** Switches a kind of notice on or off for oneself, from now on: what was told stays in the list. */
export async function setNoticeKind({ userId }: Actor, { kind, on }: z.infer<typeof kindInput>): Promise<void> {
  await pool.query(
    on
      ? `DELETE FROM "NoticeKindOff" WHERE "userId" = $1 AND "kind" = $2`
      : `INSERT INTO "NoticeKindOff" ("userId", "kind") VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [userId, kind],
  );
}

export const muteInput = z.object({ muted: z.boolean() });

/** What is muted: a question, a scenario with its questions, or with neither the whole team. */
interface Muted {
  teamId: string;
  questionId?: string;
  scenarioId?: string;
}

/** Mutes or unmutes for oneself. Notices are hidden while it stands and come back with it gone. */
export async function setMute(
  { userId }: Actor,
  { teamId, questionId, scenarioId }: Muted,
  muted: boolean,
): Promise<void> {
  await pool.query(
    muted
      ? `INSERT INTO "NoticeMute" ("id", "userId", "teamId", "scenarioId", "questionId")
         VALUES (gen_random_uuid(), $1, $2, $3, $4) ON CONFLICT DO NOTHING`
      : `DELETE FROM "NoticeMute" WHERE "userId" = $1 AND "teamId" = $2
         AND "scenarioId" IS NOT DISTINCT FROM $3 AND "questionId" IS NOT DISTINCT FROM $4`,
    [userId, teamId, scenarioId ?? null, questionId ?? null],
  );
}
