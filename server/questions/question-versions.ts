import type { Instant } from "#core/clock";
import type { Prisma } from "#prisma/client/client";
import { db } from "#server/platform/db";

/** One wording of a question. */
export interface QuestionWording {
  number: number;
  title: string;
  criteria: string;
  source: string;
  baseRate: string | null;
  /** Of a multiple choice question, those on offer; of others none. */
  options: string[];
  opensAt: Date;
  closesAt: Date;
  /** Null for the first, for wordings of a draft and for a successor's first. */
  amendment: "CLARIFICATION" | "CLOSE_MOVED" | null;
  reason: string | null;
  by: string | null;
  at: Date;
}

/**
 * Every wording that a question had, newest first. Authorise before calling: it asks nobody.
 *
 * @param until those made by then, at least the first; null for all
 */
export async function questionVersions(questionId: string, until: Instant | null = null): Promise<QuestionWording[]> {
  const versions = await db.questionVersion.findMany({
    where: { questionId },
    select: WORDING,
    orderBy: { number: "desc" },
  });
  const made = versions.filter(
    ({ createdAt }, i) => until === null || createdAt.getTime() <= until || i + 1 === versions.length,
  );
  return made.map(wordingOf);
}

/** The same in pages: those before a number, at most as many as wanted. */
export async function questionVersionsBelow(
  questionId: string,
  { below, limit }: { below: number | undefined; limit: number },
): Promise<QuestionWording[]> {
  const versions = await db.questionVersion.findMany({
    where: { questionId, ...(below === undefined ? {} : { number: { lt: below } }) },
    select: WORDING,
    orderBy: { number: "desc" },
    take: limit,
  });
  return versions.map(wordingOf);
}

const WORDING = {
  number: true,
  title: true,
  criteria: true,
  source: true,
  baseRate: true,
  options: true,
  opensAt: true,
  closesAt: true,
  amendment: true,
  reason: true,
  createdAt: true,
  createdBy: { select: { name: true } },
} as const satisfies Prisma.QuestionVersionSelect;

type Stored = Prisma.QuestionVersionGetPayload<{ select: typeof WORDING }>;

const wordingOf = ({ createdBy, createdAt, ...version }: Stored): QuestionWording => ({
  ...version,
  by: createdBy?.name ?? null,
  at: createdAt,
});
