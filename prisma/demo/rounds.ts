import type { Prisma } from "#prisma/client/client";
import { takeVersion } from "#server/collab/take-version";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { uuid7 } from "#server/platform/uuid";

const DAY = 86_400_000;

/** Days before now from which on a question's numbers come from its rounds and no longer from the simulation. */
export const ROUNDS_FROM: Readonly<Record<string, number>> = { "joint-drill": 20, satellite: 3 };

/** An answer: days before now, then low, best and high in percent, and how sure. */
type Answer = readonly [
  person: string,
  days: number,
  low: number,
  best: number,
  high: number,
  sure: number,
  why?: string,
];

interface DemoRound {
  question: string;
  number: number;
  /** Days before now; below 0 lies ahead. */
  opens: number;
  ends: number;
  message: string;
  answers: readonly Answer[];
}

/** One question that has been through both rounds, and one whose first is running. Simulated, as every number here. */
export const ROUNDS: readonly DemoRound[] = [
  {
    question: "joint-drill",
    number: 1,
    opens: 20,
    ends: 14,
    message: "Start from how often the two drill together, and ask what would bring in the third.",
    answers: [
      ["analyst2", 19.1, 5, 12, 30, 80, "Two drill every year; nobody has invited the third"],
      ["analyst3", 18.2, 2, 6, 15, 90, "China has never put units beside North Korean ones"],
      ["analyst4", 17.5, 15, 35, 60, 70, "A parade with all three would be called one"],
      ["analyst5", 16.4, 1, 4, 12, 85, "Beijing gains nothing that it lacks"],
      ["lead", 15.3, 5, 15, 35, 75],
    ],
  },
  {
    question: "joint-drill",
    number: 2,
    opens: 10,
    ends: 6,
    message: "Only units count, not observers. Say what moved you, if anything did.",
    answers: [
      ["analyst2", 9.2, 4, 9, 20, 80, "Observers do not count, as the discussion made plain"],
      ["analyst3", 8.4, 2, 6, 14, 90],
      ["analyst4", 7.9, 5, 16, 30, 80, "I had counted a parade; the criteria ask for units in an exercise"],
      ["analyst5", 7.1, 2, 6, 15, 85, "A naval transit of all three is less far off than I thought"],
      ["lead", 6.5, 4, 10, 20, 80],
    ],
  },
  {
    question: "satellite",
    number: 1,
    opens: 3,
    ends: -21,
    message: "Both halves have to come true: the orbit, and somebody in Seoul or Washington who says why.",
    answers: [
      ["analyst2", 2.6, 20, 35, 55, 80],
      ["analyst3", 1.9, 8, 18, 35, 80],
      ["analyst4", 1.2, 30, 48, 70, 70],
    ],
  },
];

interface Place {
  teamId: string;
  questions: ReadonlyMap<string, string>;
  users: ReadonlyMap<string, string>;
  now: number;
}

/** Puts the demonstration's rounds on record, with the rationale kept at each end. Nobody is told of what is long over. */
export async function writeRounds(tx: Prisma.TransactionClient, place: Place): Promise<void> {
  const members = await tx.member.findMany({ where: { teamId: place.teamId }, select: { id: true, externalId: true } });
  const memberIds = new Map(members.map(({ id, externalId }) => [externalId, id]));
  for (const round of ROUNDS) {
    await writeRound(tx, place, round);
    for (const answer of round.answers) await writeAnswer(tx, place, { round, answer, memberIds });
  }
}

async function writeRound(tx: Prisma.TransactionClient, { teamId, questions, users, now }: Place, round: DemoRound) {
  const { number, message } = round;
  const questionId = named(questions, round.question);
  const [opensAt, endsAt] = [new Date(now - round.opens * DAY), new Date(now - round.ends * DAY)];
  const salt = newSalt();
  const { id } = await tx.round.create({
    data: {
      teamId,
      questionId,
      number,
      opensAt,
      endsAt,
      openedById: users.get("lead") ?? null,
      message,
      messageSalt: Uint8Array.from(salt),
    },
    select: { id: true },
  });
  const body = { question: questionId, round: number };
  const record = { teamId, kind: "round", recordId: id, topicId: questionId } as const;
  const opened = { opensAt: opensAt.toISOString(), endsAt: endsAt.toISOString(), message: textHash(salt, message) };
  await journal(tx, { ...record, body: { ...body, event: "OPENED", ...opened } });
  if (round.ends < 0) return;
  const { scenarioId } = await tx.question.findUniqueOrThrow({
    where: { id: questionId },
    select: { scenarioId: true },
  });
  const written = await tx.documentUpdate.aggregate({
    where: { documentId: scenarioId, createdAt: { lt: endsAt } },
    _max: { seq: true },
  });
  const { seq } = written._max;
  const kept = { documentId: scenarioId, kind: "ROUND_END", questionId, createdById: null } as const;
  const version = seq === null ? null : await takeVersion(tx, { ...kept, seq });
  await tx.round.update({
    where: { id },
    data: { settledAt: new Date(now), versionId: version?.id ?? null },
    select: { id: true },
  });
  const ended = { endedAt: endsAt.toISOString(), early: false, rationale: version?.id ?? null };
  await journal(tx, { ...record, body: { ...body, event: "ENDED", ...ended } });
}

interface Answered {
  round: DemoRound;
  answer: Answer;
  memberIds: ReadonlyMap<string | null, string>;
}

async function writeAnswer(tx: Prisma.TransactionClient, { teamId, questions, now }: Place, of: Answered) {
  const [person, days, ...numbers] = of.answer;
  const [low, best, high, sure, why] = numbers;
  const questionId = named(questions, of.round.question);
  const memberId = named(of.memberIds, person);
  const version = await tx.questionVersion.findFirstOrThrow({
    where: { questionId },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  const { sequence } = await tx.forecastHead.upsert({
    where: { questionId_memberId: { questionId, memberId } },
    create: { teamId, questionId, memberId, sequence: 1 },
    update: { sequence: { increment: 1 } },
    select: { sequence: true },
  });
  const madeAt = new Date(now - days * DAY);
  const reason = why ?? null;
  const salt = reason === null ? null : newSalt();
  const interval = { low: low / 100, high: high / 100, confidence: sure / 100 };
  const probabilities = [best / 100];
  const id = uuid7();
  await tx.forecast.create({
    data: {
      id,
      teamId,
      questionId,
      questionVersionId: version.id,
      memberId,
      kind: "FORECAST",
      probabilities,
      ...interval,
      sequence,
      madeAt,
      reason,
      reasonSalt: salt && Uint8Array.from(salt),
      origin: "SIMULATED",
    },
    select: { id: true },
  });
  await journal(tx, {
    teamId,
    kind: "forecast",
    recordId: id,
    topicId: questionId,
    body: {
      question: questionId,
      version: version.id,
      member: memberId,
      kind: "FORECAST",
      probabilities,
      sequence,
      madeAt: madeAt.toISOString(),
      reason: reason !== null && salt ? textHash(salt, reason) : null,
      ...interval,
    },
  });
}

function named(ids: ReadonlyMap<string | null, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new RangeError(`the demo has no ${name}`);
  return id;
}
