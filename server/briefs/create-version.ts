import { z } from "zod";
import { anchorSpan } from "#core/anchor";
import { reviewAnchors } from "#core/anchor-review";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { briefTextInput, readDecided } from "#server/briefs/create-brief";
import { type ScenarioAnchor, standingAnchors } from "#server/briefs/standing-anchors";
import { writeBriefVersion } from "#server/briefs/write-version";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

const place = z.object({ start: z.int().min(0), end: z.int().min(1), exact: z.string().min(1).max(4_000) });

export const newVersionInput = briefTextInput.extend({
  /** The version that was the newest when the review was made. */
  base: z.int().min(1),
  reason: z.string().trim().min(1, "Say what changed: readers see it in the list of versions.").max(1_000),
  /** By anchor: where a person put it in the new text, or null to leave it orphaned. Left out: as the review found. */
  anchors: z.record(z.uuid(), place.nullable()),
});
type NewVersion = z.infer<typeof newVersionInput>;
type Tx = Prisma.TransactionClient;

/**
 * Saves the next version of a brief and carries every quote of its scenarios over to it, in one transaction: the very
 * words re-found, those that a person put elsewhere, and the rest as orphans.
 */
export async function createVersion(
  { actor, brief: { id: briefId, teamId } }: { actor: Actor; brief: { id: string; teamId: string } },
  input: NewVersion,
): Promise<{ number: number; kept: number; orphaned: number }> {
  const parsed = await readDecided(input);
  const saved = await db.$transaction(async (tx) => {
    const base = await lockBase(tx, briefId, input.base);
    const number = base.number + 1;
    const of = { teamId, briefId, number, createdById: actor.userId, reason: input.reason };
    const version = await writeBriefVersion(tx, of, parsed);
    if (version.text === base.text)
      throw new AppError("INVALID", "This text reads as the version in force: there is nothing to save.", "text");
    const anchors = await standingAnchors(tx, briefId);
    const rows = carriedOn(anchors, { before: base.text, after: version.text }, input.anchors);
    await tx.passageAnchor.createMany({
      data: rows.map((row) => ({ ...row, teamId, briefVersionId: version.id })),
    });
    const orphaned = rows.filter(({ state }) => state === "ORPHANED").length;
    const counts = { kept: rows.length - orphaned, orphaned };
    const detail = { version: number, ...counts };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "brief.newVersion", subjectId: briefId, detail });
    return { number, ...counts };
  });
  pokeSealer();
  return saved;
}

/** Whoever quotes the brief meanwhile waits here, and so does whoever saves another version. */
async function lockBase(tx: Tx, briefId: string, number: number): Promise<{ number: number; text: string }> {
  await tx.$queryRaw`SELECT 1 FROM "Brief" WHERE "id" = ${briefId}::uuid FOR UPDATE`;
  const base = await tx.briefVersion.findFirstOrThrow({
    where: { briefId },
    orderBy: { number: "desc" },
    select: { number: true, text: true },
  });
  if (base.number !== number)
    throw new AppError("CONFLICT", `Version ${base.number} was saved meanwhile. Review your text against it.`);
  return base;
}

function carriedOn(
  anchors: readonly ScenarioAnchor[],
  { before, after }: { before: string; after: string },
  chosen: NewVersion["anchors"],
) {
  const reviewed = new Map(reviewAnchors(before, after, anchors).map((review) => [review.id, review.span]));
  return anchors.map(({ id, scenarioId, exact, prefix, suffix, start, end }) => {
    const choice = chosen[id];
    const span = choice === undefined ? (reviewed.get(id) ?? null) : choice;
    if (span === null)
      return { scenarioId, carriesId: id, exact, prefix, suffix, start, end, state: "ORPHANED" as const };
    if (choice && after.slice(choice.start, choice.end) !== choice.exact)
      throw new AppError("INVALID", "The chosen words do not stand at that place of the new text.", `anchors.${id}`);
    return { scenarioId, carriesId: id, ...anchored(after, span), state: "ANCHORED" as const };
  });
}

function anchored(text: string, { start, end }: { start: number; end: number }) {
  try {
    return anchorSpan(text, start, end);
  } catch (error) {
    throw new AppError("INVALID", "Select whole words of the new text.", "anchors", { cause: error });
  }
}
