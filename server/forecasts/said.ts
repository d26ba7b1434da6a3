import { answerWords } from "#core/answer-words";
import type { VersionAnswer } from "#core/outcome";
import { SPEC_COLUMNS, type StoredType, specOf, type VersionSpec } from "#server/forecasts/read-specs";

/** A verdict's columns, for a Prisma select. */
export const ANSWER_COLUMNS = { outcome: true, option: true, value: true } as const;

/** The type and what the version in force asks, for a Prisma select of a question. */
export const ASKED_COLUMNS = {
  type: true,
  versions: { orderBy: { number: "desc" }, take: 1, select: SPEC_COLUMNS },
} as const;

/** What a verdict says in words, read beside its question's type and the version in force; null where it is withdrawn. */
export function said(answer: VersionAnswer, type: StoredType, version: VersionSpec): string | null {
  return answerWords(answer, specOf(type, version));
}
