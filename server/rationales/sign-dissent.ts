import { z } from "zod";
import { type Actor, forecastingMembership } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";

export const dissentInput = z.object({
  body: z.string().trim().min(1, "Say where you differ.").max(4_000, "A dissent has at most 4,000 characters."),
});

type Ctx = { actor: Actor; scenario: { id: string; teamId: string; archivedAt: Date | null } };

/** Signs a note that one differs from the rationale as it stands; signing again replaces one's own. */
export async function signDissent(ctx: Ctx, { body }: z.infer<typeof dissentInput>): Promise<{ number: number }> {
  if (ctx.scenario.archivedAt) throw new AppError("CONFLICT", "The scenario is archived: nothing is added to it.");
  return write(ctx, body);
}

/** Takes one's own note back. What was signed stays in the record. */
export async function withdrawDissent(ctx: Ctx): Promise<{ number: number }> {
  return write(ctx, null);
}

async function write({ actor, scenario }: Ctx, body: string | null): Promise<{ number: number }> {
  const { id: scenarioId, teamId } = scenario;
  const membership = forecastingMembership(actor, teamId);
  if (!membership) throw notFound();
  const { memberId } = membership;
  const number = await db.$transaction(async (tx) => {
    // One person's notes on a scenario are numbered without gaps: their membership is the lock.
    await tx.$queryRaw`SELECT FROM "Member" WHERE "id" = ${memberId}::uuid FOR UPDATE`;
    const last = await tx.dissent.findFirst({
      where: { scenarioId, memberId },
      orderBy: { number: "desc" },
      select: { number: true, body: true },
    });
    if (body === null && last?.body == null) throw notFound();
    const document = await tx.document.findUnique({ where: { id: scenarioId }, select: { head: true } });
    const headline = await tx.question.findFirst({
      where: { scenarioId, role: "HEADLINE", state: { not: "VOID" } },
      orderBy: { createdAt: "desc" },
      select: { id: true },
    });
    const next = (last?.number ?? 0) + 1;
    const salt = body === null ? null : newSalt();
    const { id } = await tx.dissent.create({
      data: {
        teamId,
        scenarioId,
        memberId,
        number: next,
        body,
        bodySalt: salt && Uint8Array.from(salt),
        documentSeq: document?.head ?? 0,
      },
      select: { id: true },
    });
    await journal(tx, {
      teamId,
      kind: "dissent",
      recordId: id,
      topicId: scenarioId,
      body: {
        scenario: scenarioId,
        question: headline?.id ?? null,
        member: memberId,
        number: next,
        rationale: document?.head ?? 0,
        text: body !== null && salt ? textHash(salt, body) : null,
      },
    });
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: body === null ? "dissent.withdraw" : "dissent.sign",
      subjectId: scenarioId,
      detail: { dissent: id },
    });
    return next;
  });
  pokeSealer();
  return { number };
}
