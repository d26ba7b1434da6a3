import { connectedScenarios, contradiction, type Relation } from "#core/coherence";
import { type Answer, BINARY_VERDICTS, type ConditionalVerdict, conditionalVerdict } from "#core/conditional";
import { contradictionInWords } from "#core/relation-words";
import { partOf, quoted, type World, type WorldQuestion } from "#core/world";
import { answerOf } from "#core/world-question";

type Placed<T> = T & { readonly path: string };

/** What a question is for: one with a condition is conditional, whatever else it says. */
export const roleOf = ({ role, given, givenNot }: Pick<WorldQuestion, "role" | "given" | "givenNot">) =>
  given || givenNot ? "conditional" : role;

/** A conditional question of a world with the two that it depends on, and what their verdicts make of it. */
export interface WorldConditional {
  readonly question: Placed<WorldQuestion>;
  readonly antecedent: Placed<WorldQuestion>;
  readonly consequent: Placed<WorldQuestion>;
  readonly holds: boolean;
  /** Null while it is not decided. */
  readonly verdict: ConditionalVerdict | null;
}

/** The conditional questions of a world; those that do not name their questions rightly are told and left out. */
export function worldConditionals(
  world: Pick<World, "questions" | "resolutions">,
  say: (path: string, message: string) => void = () => {},
): WorldConditional[] {
  const answers = answersOf(world);
  const headlines = headlinesOf(world, answers);
  return world.questions.flatMap((question): WorldConditional[] => {
    const { path, given, givenNot, scenario, opensAt } = question;
    const tell = (key: string, message: string) => {
      say(partOf(path, key), message);
      return [];
    };
    if (question.role === "conditional" && !given && !givenNot)
      return tell("role", 'a conditional question says under which condition: "given" or "givenNot"');
    const named = given ?? givenNot;
    if (!named) return [];
    const key = given ? "given" : "givenNot";
    if (given && givenNot) return tell("givenNot", "contradicts given: a question is asked under one condition");
    if (question.asked.spec.type !== "binary") return tell("type", "a conditional question is binary");
    if (question.draft) return tell("draft", "a conditional question is no draft");
    if (!scenario) return tell("scenario", "a conditional question names the scenario that it is about");
    if (scenario === named) return tell(key, "is the scenario that the question is about");
    const [antecedent, consequent] = [headlines.get(named), headlines.get(scenario)];
    if (antecedent?.asked.spec.type !== "binary")
      return tell(key, `names ${quoted(named)}, which has no binary headline question`);
    if (consequent?.asked.spec.type !== "binary")
      return tell("scenario", `names ${quoted(scenario)}, which has no binary headline question`);
    const holds = key === "given";
    const verdict = conditionalVerdict(
      { holds, opensAt },
      answers.get(antecedent.id) ?? null,
      answers.get(consequent.id) ?? null,
    );
    return [{ question, antecedent, consequent, holds, verdict }];
  });
}

/** A verdict that is stated of a conditional question is the one that follows; void may have come of something else. */
export function checkConditionals(world: World, say: (path: string, message: string) => void): void {
  const resolutions = new Map(world.resolutions.map((resolution) => [resolution.question, resolution]));
  for (const { question, verdict } of worldConditionals(world, say)) {
    const stated = resolutions.get(question.id);
    if (!stated || stated.outcome === "void") continue;
    const due = verdict?.outcome.toLowerCase() ?? null;
    if (stated.outcome !== due)
      say(
        partOf(stated.path, "outcome"),
        due === null
          ? "is not decided: the verdicts on its two questions do not say it yet"
          : `must be ${quoted(due)}: it follows from the verdicts on its two questions`,
      );
    else if (verdict && stated.knownAt !== verdict.knownAt)
      say(partOf(stated.path, "knownAt"), "must be that of the verdict it follows from");
  }
}

/** Relations have to leave a possible world, in sets that can be reckoned with. */
export function checkRelations({ relations }: World, say: (path: string, message: string) => void): void {
  const rules: Relation[] = [];
  for (const relation of relations) {
    if ("scenarios" in relation) {
      if (new Set(relation.scenarios).size < relation.scenarios.length) return;
      rules.push(relation);
    } else if (relation.kind === "implies") {
      if (relation.from === relation.to) return;
      rules.push({ kind: relation.kind, from: relation.from, to: relation.to });
    }
    try {
      connectedScenarios(rules);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      say(relation.path, error.message);
      return;
    }
    const impossible = contradiction(rules);
    if (!impossible) continue;
    say(relation.path, contradictionInWords(impossible, quoted));
    return;
  }
}

function answersOf({ questions, resolutions }: Pick<World, "questions" | "resolutions">): Map<string, Answer> {
  const asked = new Map(questions.map((question) => [question.id, question.asked.spec]));
  return new Map(
    resolutions.flatMap(({ question, outcome, knownAt }) => {
      const spec = asked.get(question);
      const said = spec?.type === "binary" ? answerOf(outcome, spec)?.outcome : undefined;
      const verdict = BINARY_VERDICTS.find((one) => one === said);
      return verdict ? [[question, { outcome: verdict, knownAt }] as const] : [];
    }),
  );
}

/** The headline question of each scenario: of several, the one that is not void. */
function headlinesOf(
  { questions }: Pick<World, "questions">,
  answers: ReadonlyMap<string, Answer>,
): Map<string, Placed<WorldQuestion>> {
  const headlines = new Map<string, Placed<WorldQuestion>>();
  for (const question of questions) {
    if (!question.scenario || roleOf(question) !== "headline" || question.draft) continue;
    const before = headlines.get(question.scenario);
    if (!before || answers.get(before.id)?.outcome === "VOID") headlines.set(question.scenario, question);
  }
  return headlines;
}
