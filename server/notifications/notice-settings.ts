import { z } from "zod";
import type { Actor } from "#core/permissions";
import { NoticeKind } from "#prisma/client/enums";
import { db } from "#server/platform/db";

export const kindInput = z.object({ kind: z.enum(NoticeKind), on: z.boolean() });

/** Switches a kind of notice on or off for oneself, from now on: what was told stays in the list. */
export async function setNoticeKind({ userId }: Actor, { kind, on }: z.infer<typeof kindInput>): Promise<void> {
  await db.$transaction((tx) =>
    on
      ? tx.$executeRaw`DELETE FROM "NoticeKindOff" WHERE "userId" = ${userId}::uuid AND "kind" = ${kind}::"NoticeKind"`
      : tx.$executeRaw`INSERT INTO "NoticeKindOff" ("userId", "kind") VALUES (${userId}::uuid, ${kind}::"NoticeKind")
        ON CONFLICT DO NOTHING`,
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
  const [scenario, question] = [scenarioId ?? null, questionId ?? null];
  await db.$transaction((tx) =>
    muted
      ? tx.$executeRaw`
        INSERT INTO "NoticeMute" ("id", "userId", "teamId", "scenarioId", "questionId")
        VALUES (gen_random_uuid(), ${userId}::uuid, ${teamId}::uuid, ${scenario}::uuid, ${question}::uuid)
        ON CONFLICT DO NOTHING`
      : tx.$executeRaw`
        DELETE FROM "NoticeMute" WHERE "userId" = ${userId}::uuid AND "teamId" = ${teamId}::uuid
        AND "scenarioId" IS NOT DISTINCT FROM ${scenario}::uuid AND "questionId" IS NOT DISTINCT FROM ${question}::uuid`,
  );
}
