import { z } from "zod";
import type { Actor } from "#core/permissions";
import { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { eraseFromImports, eraseIdentity } from "#server/identity/erasure/erase-identity";
import { eraseWords } from "#server/identity/erasure/erase-words";
import { lockUser, refuseLastAdmin } from "#server/identity/last-admin";
import { forgetTries } from "#server/identity/rate-limits";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { endDeputyshipsOf } from "#server/teams/deputies";

export const erasureInput = z.object({
  userId: z.uuid(),
  /** The person's name as it stands, typed: who erases the wrong one cannot take it back. */
  name: z.string().max(200),
  reason: z
    .string()
    .trim()
    .min(1, "Say why: whoever reads the audit log asks.")
    .max(1000, "A reason has at most 1,000 characters."),
});

/**
 * Erases a person: identity, everything they said in their own voice, and the salts by which the ledger knew those words.
 * Numbers stay under the pseudonym of each membership, so every score recomputes. It cannot be undone.
 *
 * @throws {AppError} INVALID where the typed name is another or the reason names them; CONFLICT for oneself and the last admin
 */
export async function erasePerson({ actor }: { actor: Actor }, input: z.infer<typeof erasureInput>): Promise<void> {
  const { userId, reason } = input;
  if (userId === actor.userId)
    throw new AppError("CONFLICT", "You cannot erase your own account. Another administrator has to.");
  const email = await db.$transaction((tx) => erase(tx, actor, input, userId, reason), { timeout: 120_000 });
  pokeSealer();
  await Promise.all([forgetTries("sign-in.account", email), forgetTries("reset.account", email)]);
  await sweepErased();
}

async function erase(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { name }: { name: string },
  userId: string,
  reason: string,
): Promise<string> {
  await refuseLastAdmin(tx, await lockUser(tx, userId));
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, email: true } });
  if (name.trim() !== user.name)
    throw new AppError("INVALID", "This is not the name of the person to erase. Type it as it is shown.", "name");
  for (const named of [user.name, user.email])
    if (reason.toLowerCase().includes(named.toLowerCase()))
      throw new AppError("INVALID", "The reason stays, so it must not name the person.", "reason");
  // Acts of theirs that are under way are waited for; what they begin after this is refused at the door.
  const members = await tx.$queryRaw<{ id: string; teamId: string; name: string }[]>`
    SELECT "id", "teamId", "name" FROM "Member" WHERE "userId" = ${userId}::uuid ORDER BY "id" FOR UPDATE`;
  const memberIds = members.map(({ id }) => id);
  const salt = newSalt();
  const { id: erasureId } = await tx.erasure.create({
    data: { userId, memberIds, reason, reasonSalt: Uint8Array.from(salt), byId: actor.userId },
    select: { id: true },
  });
  for (const { id } of members) await endDeputyshipsOf(tx, id, actor.userId);
  const erased = await eraseWords(tx, { userId, memberIds });
  for (const called of new Set([user.name, ...members.map((member) => member.name)]))
    await eraseFromImports(tx, userId, called);
  await eraseIdentity(tx, { userId, email: user.email });
  const words = Object.values(erased).reduce((sum, count) => sum + count, 0);
  for (const { id: member, teamId } of members)
    await journal(tx, {
      teamId,
      kind: "erasure",
      recordId: erasureId,
      body: { member, words, reason: textHash(salt, reason) },
    });
  await recordAudit(tx, { actorId: actor.userId, action: "user.erase", subjectId: userId, detail: { ...erased } });
  return user.email;
}

/** How far back an act that was under way at an erasure could still be writing. */
const SWEPT = Prisma.sql`interval '1 day'`;

/**
 * Takes out words that an act under way wrote just after the erasure of its author. The erasure asks for it at once, and a
 * job looks again.
 */
export async function sweepErased(): Promise<void> {
  const recent = await db.$queryRaw<{ userId: string; memberIds: string[] }[]>`
    SELECT "userId", "memberIds" FROM "Erasure" WHERE "at" > clock_timestamp() - ${SWEPT}`;
  for (const person of recent) await db.$transaction((tx) => eraseWords(tx, person), { timeout: 120_000 });
}
