import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { takeVersion } from "#server/collab/take-version";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

export const versionInput = z.object({
  title: z
    .string()
    .trim()
    .min(1, "Give the version a name.")
    .max(200, "The name of a version has at most 200 characters."),
});

type Ctx = { actor: Actor; scenario: { id: string; teamId: string; archivedAt: Date | null } };

/** Gives the text, as it is on disk now, a name under which it is found again. */
export async function nameVersion(
  { actor, scenario }: Ctx,
  { title }: z.infer<typeof versionInput>,
): Promise<{ number: number }> {
  if (scenario.archivedAt) throw new AppError("CONFLICT", "The scenario is archived: nothing is added to it.");
  const taken = await db.$transaction(async (tx) => {
    const version = await takeVersion(tx, {
      documentId: scenario.id,
      kind: "NAMED",
      title,
      createdById: actor.userId,
    });
    if (!version) throw new AppError("CONFLICT", "Nothing has been written yet: there is no text to name.");
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId: scenario.teamId,
      action: "rationale.name",
      subjectId: scenario.id,
      detail: { version: version.number },
    });
    return version;
  });
  pokeSealer();
  return { number: taken.number };
}
