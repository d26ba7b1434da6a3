import type { Instant } from "#core/clock";
import { knownAtFault } from "#core/proposal";
import { PROBABILITY_MAX, PROBABILITY_MIN } from "#core/question";
import type { Fault, Placed, World, WorldForecast, WorldResolution } from "#core/world";

export type WorldBounds = "refuse" | "record";

type Named = "people" | "briefs" | "scenarios" | "questions";

interface Context {
  /** Every id that a section states, those of faulty elements included: naming one of those is no fault of its own. */
  stated: Readonly<Record<Named, ReadonlySet<string>>>;
  /** Whether every forecast of the file could be read, so that a log can be followed. */
  whole: boolean;
  bounds: WorldBounds;
  now: Instant;
}

/** What an outcome of the file is called elsewhere. */
export const VERDICT = { yes: "YES", no: "NO", void: "VOID", ambiguous: "AMBIGUOUS" } as const;

/** What the elements of a world get wrong about each other, every fault of it. */
export function checkWorld(world: World, context: Context): Fault[] {
  const faults: Fault[] = [];
  const check = new Check(world, context, (path, message) => faults.push({ path, message }));
  check.ids();
  check.scenarios();
  check.relations();
  check.questions();
  check.forecasts();
  check.resolutions();
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
    for (const { path, id, scenario, role, opensAt, closesAt, revealAt, reveal, draft, tags } of this.world.questions) {
      if (scenario) this.refer("scenarios", scenario, `${path}.scenario`);
      if (!(opensAt < closesAt)) this.say(`${path}.closesAt`, "must be after opensAt");
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

  forecasts(): void {
    const read = new Set(this.world.questions.map(({ id }) => id));
    for (const forecast of this.world.forecasts) {
      const { path, question, person, madeAt } = forecast;
      this.refer("questions", question, `${path}.question`);
      this.refer("people", person, `${path}.person`);
      if (madeAt > this.context.now) this.say(`${path}.madeAt`, "lies in the future");
      const refused = this.context.stated.questions.has(question) && !read.has(question);
      if (!refused) this.probability(forecast);
    }
    if (this.context.whole) this.reaffirmations();
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
      const opensAt = questions.get(question)?.opensAt ?? knownAt;
      const fault = knownAtFault(VERDICT[outcome], knownAt, { opensAt }, this.context.now);
      if (fault) this.say(`${path}.knownAt`, fault);
    }
  }

  private refer(section: Named, id: string, path: string): void {
    if (!this.context.stated[section].has(id))
      this.say(path, `names ${JSON.stringify(id)}, which ${section} does not hold`);
  }

  private probability({ path, kind, probability }: Placed<WorldForecast>): void {
    const at = `${path}.probability`;
    if (kind !== "forecast") {
      if (probability !== undefined) this.say(at, `a ${kind} states none`);
    } else if (probability === undefined) {
      this.say(at, "a forecast of a binary question states one");
    } else if (!(probability >= 0 && probability <= 1)) {
      this.say(at, `must lie in [0, 1], got ${probability}`);
    } else if (this.context.bounds === "refuse" && boundedProbability(probability) !== probability) {
      const range = `[${PROBABILITY_MIN}, ${PROBABILITY_MAX}]`;
      this.say(at, `must lie in ${range}, got ${probability}; --bounds=record keeps the nearest`);
    }
  }

  /** A reaffirmation repeats what stands, so something has to stand. */
  private reaffirmations(): void {
    const standing = new Set<string>();
    for (const { path, question, person, kind } of inOrder(this.world.forecasts)) {
      const key = JSON.stringify([question, person]);
      if (kind === "forecast") standing.add(key);
      else if (kind === "withdrawal") standing.delete(key);
      else if (!standing.has(key)) this.say(`${path}.kind`, "a reaffirmation repeats what stands, and nothing stands");
    }
  }
}

/** The nearest probability that can be recorded. */
export function boundedProbability(probability: number): number {
  return Math.min(PROBABILITY_MAX, Math.max(PROBABILITY_MIN, probability));
}

/** By instant; what ties keeps the order of the file, which is the order of record. */
export function inOrder<T extends { readonly madeAt: Instant }>(forecasts: readonly T[]): T[] {
  return forecasts.toSorted((a, b) => a.madeAt - b.madeAt);
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
