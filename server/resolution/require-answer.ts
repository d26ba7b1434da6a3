import { answerFault, type VersionAnswer } from "#core/outcome";
import type { QuestionSpec } from "#core/question";
import { AppError } from "#server/platform/errors";

/** @throws INVALID, naming the field, for a verdict that the question cannot have */
export function requireAnswer(answer: { [K in keyof VersionAnswer]?: VersionAnswer[K] }, spec: QuestionSpec): void {
  const fault = answerFault(answer, spec);
  if (fault) throw new AppError("INVALID", fault.message, fault.field);
}
