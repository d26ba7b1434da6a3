import type { Instant } from "#core/clock";
import { answerFault } from "#core/outcome";
import { knownAtFault } from "#core/proposal";
import { PROBABILITY_MAX, PROBABILITY_MIN } from "#core/question";
import { type Fault, type Placed, partOf, quoted, type World, type WorldResolution } from "#core/world";
import { checkConditionals, checkRelations, roleOf } from "#core/world-conditional";
import { answerOf, outcomesOf } from "#core/world-question";

export type WorldBounds = "refuse" | "record";

export type Named = "people" | "briefs" | "scenarios" | "questions";

interface Context {
  /** Every id that a section states, those of faulty elements included: naming one of those is no fault of its own. */
  stated: Readonly<Record<Named, ReadonlySet<string>>>;
  now: Instant;
}

/** What the elements of a world get wrong about each other, every fault of it. */
export function checkWorld(world: World, context: Context): Fault[] {
  const faults: Fault[] = [];
  const check = new Check(world, context, (path, message) => faults.push({ path, message }));
  check.ids();
  check.scenarios();
  check.relations();
  check.questions();
  check.resolutions();
  check.relatedness();
  return faults;
}

class Check {
  constructor(
    private readonly world: World,
    private readonly context: Context,
    private readonly say: (path: string, message: string) => void,
  ) {}

  ids(): void {
    const { people, briefs, scenarios, questions } = this.world;
    for (const section of [people, briefs, scenarios, questions]) {
      repeated<{ id: string }>(
        section,
        ({ id }) => id,
        (path, first) => this.say(`${path}.id`, `is the id of ${first} already`),
      );
    }
  }

  scenarios(): void {
    for (const { path, brief, quote } of this.world.scenarios) {
      if (brief) this.refer("briefs", brief, `${path}.brief`);
      else if (quote) this.say(`${path}.quote`, "needs a brief to be found in");
    }
  }

  relations(): void {
    for (const relation of this.world.relations) {
      const { path } = relation;
      if ("scenarios" in relation) {
        for (const [i, id] of relation.scenarios.entries()) this.refer("scenarios", id, `${path}.scenarios[${i}]`);
        if (new Set(relation.scenarios).size < relation.scenarios.length)
          this.say(`${path}.scenarios`, "names a scenario twice");
      } else {
        this.refer("scenarios", relation.from, `${path}.from`);
        this.refer("scenarios", relation.to, `${path}.to`);
        if (relation.from === relation.to) this.say(`${path}.to`, "relates a scenario to itself");
      }
    }
  }

  questions(): void {
    const verdicts = new Map(this.world.resolutions.map(({ question, outcome }) => [question, outcome]));
    const headlines = new Map<string, string>();
    for (const question of this.world.questions) {
      const { path, id, scenario, opensAt, closesAt, revealAt, reveal, draft, tags } = question;
      const role = roleOf(question);
      if (scenario) this.refer("scenarios", scenario, `${path}.scenario`);
      if (!(opensAt < closesAt)) this.say(partOf(path, "closesAt"), "must be after opensAt");
      if (reveal === "after_round" && revealAt == null)
        this.say(`${path}.revealAt`, "has to say when the round closes");
      if (reveal && reveal !== "after_round" && revealAt != null)
        this.say(`${path}.reveal`, "contradicts revealAt, which reveals after a round");
      if (draft && verdicts.has(id)) this.say(`${path}.draft`, "a draft cannot be resolved");
      if (new Set(tags).size < tags.length) this.say(`${path}.tags`, "holds a tag twice");
      if (!scenario || role !== "headline" || verdicts.get(id) === "void") continue;
      const first = headlines.get(scenario);
      if (first) this.say(`${path}.role`, `a scenario has one headline question, and ${first} is it`);
      else headlines.set(scenario, path);
    }
  }

  resolutions(): void {
    repeated<WorldResolution>(
      this.world.resolutions,
      ({ question }) => question,
      (path, first) => this.say(`${path}.question`, `is resolved by ${first} already`),
    );
    const questions = new Map(this.world.questions.map((question) => [question.id, question]));
    for (const { path, question, outcome, knownAt } of this.world.resolutions) {
      this.refer("questions", question, `${path}.question`);
      const asked = questions.get(question);
      if (!asked) continue;
      const { spec } = asked.asked;
      const answer = answerOf(outcome, spec);
      if (!answer) {
        this.say(partOf(path, "outcome"), `must be ${outcomesOf(spec)}, got ${quoted(outcome)}`);
        continue;
      }
      const ruledOut = answerFault(answer, spec);
      if (ruledOut) this.say(partOf(path, "outcome"), ruledOut.message);
      const fault = knownAtFault(answer.outcome, knownAt, asked, this.context.now);
      if (fault) this.say(partOf(path, "knownAt"), fault);
    }
  }

  relatedness(): void {
    for (const { path, given, givenNot } of this.world.questions) {
      if (given) this.refer("scenarios", given, partOf(path, "given"));
      if (givenNot) this.refer("scenarios", givenNot, partOf(path, "givenNot"));
    }
    checkConditionals(this.world, this.say);
    checkRelations(this.world, this.say);
  }

  private refer(section: Named, id: string, path: string): void {
    if (!this.context.stated[section].has(id)) this.say(path, `names ${quoted(id)}, which ${section} does not hold`);
  }
}

/** The nearest probability that can be recorded. */
export function boundedProbability(probability: number): number {
  return Math.min(PROBABILITY_MAX, Math.max(PROBABILITY_MIN, probability));
}

function repeated<T>(
  elements: readonly Placed<T>[],
  key: (element: T) => string,
  tell: (path: string, first: string) => void,
): void {
  const first = new Map<string, string>();
  for (const element of elements) {
    const earlier = first.get(key(element));
    if (earlier) tell(element.path, earlier);
    else first.set(key(element), element.path);
  }
}
