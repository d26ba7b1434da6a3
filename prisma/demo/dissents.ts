import type { Prisma } from "#prisma/client/client";
import { addressOf } from "#prisma/demo/people";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";

const DAY = 86_400_000;

const DISSENTS = [
  {
    scenario: "technology",
    person: "analyst6",
    daysAgo: 1.6,
    text: "I give more room to a careless remark than the text does. Both governments have let half of it slip before, and neither paid for it.",
  },
  {
    scenario: "alliance",
    person: "analyst3",
    daysAgo: 4.1,
    text: "The text asks what Beijing gains. I would ask what it could still prevent, which is less every year.",
  },
] as const;

/** Signs the demonstration's dissents beside the rationales that stand. */
export async function writeDissents(
  tx: Prisma.TransactionClient,
  { teamId, now }: { teamId: string; now: number },
): Promise<void> {
  const members = await tx.member.findMany({
    where: { teamId },
    select: { id: true, user: { select: { email: true } } },
  });
  const scenarios = await tx.scenario.findMany({
    where: { teamId, externalId: { in: DISSENTS.map(({ scenario }) => scenario) } },
    select: { id: true, externalId: true, document: { select: { head: true } } },
  });
  for (const { scenario, person, daysAgo, text } of DISSENTS) {
    const memberId = members.find(({ user }) => user?.email === addressOf(person))?.id ?? "";
    const { id: scenarioId = "", document } = scenarios.find(({ externalId }) => externalId === scenario) ?? {};
    const salt = newSalt();
    const { id } = await tx.dissent.create({
      data: {
        teamId,
        scenarioId,
        memberId,
        number: 1,
        body: text,
        bodySalt: Uint8Array.from(salt),
        documentSeq: document?.head ?? 0,
        createdAt: new Date(now - daysAgo * DAY),
      },
      select: { id: true },
    });
    await journal(tx, {
      teamId,
      kind: "dissent",
      recordId: id,
      topicId: scenarioId,
      body: { scenario: scenarioId, member: memberId, number: 1, text: textHash(salt, text), origin: "SIMULATED" },
    });
  }
}
