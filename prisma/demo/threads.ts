import type { Prisma } from "#prisma/client/client";
import { addressOf } from "#prisma/demo/people";
import { seedThread } from "#server/rationales/threads/seed-thread";

const DAY = 86_400_000;

/** What the desk says of the words of its rationales; without words somebody resolves the thread. */
const THREADS: readonly {
  scenario: string;
  words: string;
  entries: readonly { person: string; daysAgo: number; text?: string }[];
}[] = [
  {
    scenario: "alliance",
    words: "Beijing gains least from it",
    entries: [
      {
        person: "analyst3",
        daysAgo: 4.4,
        text: "Least of the three, or less than it costs? The criteria turn on the second.",
      },
      {
        person: "analyst2",
        daysAgo: 4.2,
        text: "Less than it costs. I would keep the short form here and say it under the heading.",
      },
    ],
  },
  {
    scenario: "alliance",
    words: "meetings on the margins of something else",
    entries: [
      {
        person: "analyst5",
        daysAgo: 3.9,
        text: "Who decides whether a meeting is on the margins? A joint statement should count.",
      },
      { person: "lead", daysAgo: 3.1, text: "It does: the criteria name statements. Nothing to change." },
      { person: "lead", daysAgo: 3.1 },
    ],
  },
];

/** Puts the demonstration's comments beside the rationales that stand. */
export async function writeThreads(
  tx: Prisma.TransactionClient,
  { teamId, now }: { teamId: string; now: number },
): Promise<void> {
  const members = await tx.member.findMany({
    where: { teamId },
    select: { id: true, user: { select: { email: true } } },
  });
  const scenarios = await tx.scenario.findMany({ where: { teamId }, select: { id: true, externalId: true } });
  for (const { scenario, words, entries } of THREADS) {
    const scenarioId = scenarios.find(({ externalId }) => externalId === scenario)?.id ?? "";
    await seedThread(tx, {
      scenarioId,
      teamId,
      words,
      entries: entries.map(({ person, daysAgo, text }) => ({
        memberId: members.find(({ user }) => user?.email === addressOf(person))?.id ?? "",
        at: new Date(now - daysAgo * DAY),
        body: text,
      })),
    });
  }
}
