import type { Columns } from "#server/leaderboards/score-store";
import type { PackedRows } from "#server/leaderboards/uncertainty-job";

/** The rows of some people in columns. @param questions in the order of the board */
export function packRows(
  questions: readonly { id: string; columns: Columns }[],
  people: readonly string[],
): PackedRows {
  const indices = new Map(people.map((person, i) => [person, i]));
  const person: number[] = [];
  const question: number[] = [];
  const score: number[] = [];
  const coverage: number[] = [];
  const attendance: number[] = [];
  questions.forEach(({ columns }, q) => {
    columns.who.forEach((who, i) => {
      const index = indices.get(who);
      if (index === undefined) return;
      person.push(index);
      question.push(q);
      score.push(columns.score[i] ?? Number.NaN);
      coverage.push(columns.coverage[i] ?? Number.NaN);
      attendance.push(columns.attendance[i] ?? Number.NaN);
    });
  });
  return {
    people,
    questions: questions.map(({ id }) => id),
    person: Uint32Array.from(person),
    question: Uint32Array.from(question),
    score: Float64Array.from(score),
    coverage: Float64Array.from(coverage),
    attendance: Float64Array.from(attendance),
  };
}
