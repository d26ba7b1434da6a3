import { formatInstant } from "#core/instant";
import type { QuestionSpec } from "#core/question";
import type { WorldQuestion } from "#core/world";
import { roleOf, worldConditionals } from "#core/world-conditional";
import { ownKey, scenarioKey } from "#server/exchange/world-rows/scenario-rows";
import { must, type SettledWorld } from "#server/exchange/world-rows/settled-world";
import type { Asked, Tables } from "#server/exchange/world-rows/tables";
import { STORED_TYPE, versionSpec } from "#server/forecasts/read-specs";
import type { JournalBody } from "#server/ledger/leaf";
import { uuid7 } from "#server/platform/uuid";

export function addQuestions(
  { teamId, importId, world, origin }: SettledWorld,
  rows: Tables,
  scenarios: ReadonlyMap<string, string>,
): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  const conditionals = worldConditionals(world);
  const states = new Map([
    ...conditionals.flatMap(({ question, verdict }) =>
      verdict ? [[question.id, stateOf(verdict.outcome.toLowerCase())] as const] : [],
    ),
    ...world.resolutions.map(({ question, outcome }) => [question, stateOf(outcome)] as const),
  ]);
  for (const question of world.questions) {
    const id = uuid7();
    const { spec, lists } = question.asked;
    const specs: QuestionSpec[] =
      spec.type === "multiple_choice" ? lists.map((options) => ({ ...spec, options: [...options] })) : [spec];
    const versionIds = specs.map(() => uuid7());
    asked.set(question.id, { id, versionIds, asked: question.asked });
    const key = question.scenario ? scenarioKey(question.scenario) : ownKey(question.id);
    rows.questions.push({
      id,
      teamId,
      importId,
      scenarioId: must(scenarios.get(key), "scenario", question.scenario ?? question.id),
      externalId: question.id,
      role: roleOf(question).toUpperCase(),
      type: STORED_TYPE[spec.type],
      state: states.get(question.id) ?? (question.draft ? "DRAFT" : "OPEN"),
      revealPolicy: revealPolicy(question),
      revealAt: question.revealAt == null ? null : formatInstant(question.revealAt),
    });
    const clocks = { opensAt: formatInstant(question.opensAt), closesAt: formatInstant(question.closesAt) };
    const { title, criteria, source, baseRate = null } = question;
    specs.forEach((offered, i) => {
      const versionId = versionIds[i] ?? uuid7();
      const amended: Record<string, string> =
        i === 0 ? {} : { amendment: "CLARIFICATION", reason: "An option was added." };
      const { options, ...range } = versionSpec(offered);
      rows.questionVersions.push({
        id: versionId,
        teamId,
        questionId: id,
        number: i + 1,
        title,
        criteria,
        source,
        baseRate,
        options: arrayText(options),
        ...range,
        amendment: null,
        reason: null,
        ...amended,
        ...clocks,
      });
      const typed: JournalBody = offered.type === "binary" ? {} : { spec: offered };
      const body = { question: id, version: versionId, number: i + 1, ...amended, ...clocks, ...typed, origin };
      rows.journal.push({ teamId, kind: "question.version", recordId: versionId, topicId: id, body });
    });
  }
  for (const { question, antecedent, consequent, holds } of conditionals) {
    const idOf = (of: { id: string }) => must(asked.get(of.id), "question", of.id).id;
    const condition = { antecedentId: idOf(antecedent), consequentId: idOf(consequent), holds };
    rows.conditionals.push({ questionId: idOf(question), teamId, ...condition });
    const { antecedentId, consequentId } = condition;
    const body = { question: idOf(question), antecedent: antecedentId, consequent: consequentId, holds, origin };
    rows.journal.push({ teamId, kind: "conditional", recordId: idOf(question), body });
  }
  return asked;
}

function stateOf(outcome: string | number): string {
  return outcome === "void" || outcome === "ambiguous" ? outcome.toUpperCase() : "RESOLVED";
}

/** A list of texts as PostgreSQL writes an array. */
const arrayText = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

function revealPolicy({ reveal, revealAt }: WorldQuestion): string {
  if (revealAt != null) return "AFTER_ROUND";
  return (reveal ?? "always").toUpperCase();
}
