import { formatInstant } from "#core/instant";
import { worldConditionals } from "#core/world-conditional";
import { answerOf } from "#core/world-question";
import { must, type SettledWorld } from "#server/exchange/world-rows/settled-world";
import type { Asked, Tables } from "#server/exchange/world-rows/tables";
import { uuid7 } from "#server/platform/uuid";

export function addResolutions(
  { teamId, world, origin }: SettledWorld,
  rows: Tables,
  questions: ReadonlyMap<string, Asked>,
): void {
  const given = new Map<string, string>();
  const conditionals = new Map(worldConditionals(world).map((conditional) => [conditional.question.id, conditional]));
  // What a conditional question follows from is written before it.
  const stated = world.resolutions.toSorted(
    (a, b) => Number(conditionals.has(a.question)) - Number(conditionals.has(b.question)),
  );
  const known = new Set(stated.map(({ question }) => question));
  const following = [...conditionals.values()].flatMap(({ question, verdict }) =>
    verdict && !known.has(question.id)
      ? [{ question: question.id, outcome: verdict.outcome.toLowerCase(), knownAt: verdict.knownAt, evidence: null }]
      : [],
  );
  for (const { question, outcome, knownAt, evidence } of [...stated, ...following]) {
    const { id: questionId, asked } = must(questions.get(question), "question", question);
    const answer = must(answerOf(outcome, asked.spec) ?? undefined, "outcome of question", question);
    const id = uuid7();
    given.set(question, id);
    const conditional = conditionals.get(question);
    const cause = conditional?.verdict ? conditional[conditional.verdict.by].id : null;
    const followsId = cause === null ? null : (given.get(cause) ?? null);
    const verdict = { version: 1, ...answer, knownAt: formatInstant(knownAt) };
    rows.resolutions.push({ id, teamId, questionId, ...verdict, followsId, evidenceUrl: evidence ?? null, origin });
    const { option, value, ...plain } = verdict;
    const said = { ...plain, ...(option === null ? {} : { option }), ...(value === null ? {} : { value }) };
    const body = {
      resolution: id,
      question: questionId,
      ...said,
      proposal: null,
      ...(followsId ? { follows: followsId } : {}),
      origin,
    };
    rows.journal.push({ teamId, kind: "resolution", recordId: id, topicId: questionId, body });
  }
}
