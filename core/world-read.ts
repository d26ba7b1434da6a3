import type { z } from "zod";
import type { Instant } from "#core/clock";
import { PROBABILITY_MAX, PROBABILITY_MIN } from "#core/question";
import {
  type Fault,
  type Placed,
  partOf,
  quoted,
  WORLD_FORMAT,
  type World,
  type WorldForecast,
  worldSections,
} from "#core/world";
import { boundedProbability, checkWorld, type Named } from "#core/world-check";
import type { WorldStated } from "#core/world-forecast";

/** A forecast of a file; people and questions by number, since a file names the same ones again and again. */
export interface ReadForecast {
  /** Its place: the nth element of `forecasts`, or row n. Ties of `madeAt` keep this order. */
  readonly n: number;
  /** Places in {@link ReadWorld.questionIds} and {@link ReadWorld.personIds}. */
  readonly question: number;
  readonly person: number;
  readonly madeAt: Instant;
  readonly kind: WorldForecast["kind"];
  readonly probability: number | null;
  readonly stated: number | null;
  /** What it states on a question that is not binary. */
  readonly worded: WorldStated | null;
  readonly reason: string | null;
}

export interface ReadWorld {
  readonly world: World;
  readonly questionIds: readonly string[];
  readonly personIds: readonly string[];
  /** Numbers that forecasts name and no section holds. */
  readonly unknown: { readonly questions: readonly number[]; readonly people: readonly number[] };
  /** Numbers of questions that were refused: nothing more is said of their forecasts. */
  readonly refused: readonly number[];
  /** Keys that the format does not know, left aside: each with how often it came. */
  readonly ignored: readonly string[];
  /** Questions whose answer was known before they opened: void, whatever the file says. */
  readonly voided: readonly string[];
}

type Section = keyof typeof worldSections;
type Small = Exclude<Section, "forecasts">;

/**
 * Reads a world element by element, so that one fault hides no other and its forecasts are never held together. Those go
 * out as they come; everything else is kept for {@link WorldReader.finish}, which says how the elements fit.
 *
 * What forecasts say of elements that may come later in the file (which question, which person, what stood before) is for
 * whoever keeps the forecasts to check.
 */
export class WorldReader {
  readonly #small: { [S in Small]: Placed<z.infer<(typeof worldSections)[S]>>[] } = {
    people: [],
    briefs: [],
    scenarios: [],
    relations: [],
    questions: [],
    resolutions: [],
  };
  readonly #stated = {
    people: new Set<string>(),
    briefs: new Set<string>(),
    scenarios: new Set<string>(),
    questions: new Set<string>(),
  };
  readonly #ignored = new Map<string, { first: string; count: number }>();
  readonly #questions = new Numbers();
  readonly #people = new Numbers();

  constructor(
    /** No forecast or answer may lie after it. */
    private readonly now: Instant,
    private readonly to: { tell(fault: Fault): void; keep(forecast: ReadForecast): void },
  ) {}

  /** What stands beside the sections: the format, and keys that are not known. */
  aside(key: string, value: unknown): void {
    if (key === "format") {
      if (value !== WORLD_FORMAT) this.#say("format", `must be "${WORLD_FORMAT}", got ${quoted(value)}`);
    } else if (isSection(key)) {
      this.#say(key, "must be an array");
    } else if (!WRITTEN_BY_EXPORT.has(key)) {
      this.#ignore(key, key);
    }
  }

  /** One element of a section. @param path where it stands @param n its place, for a forecast */
  element(section: string, value: unknown, path: string, n: number): void {
    if (!isSection(section)) {
      if (!WRITTEN_BY_EXPORT.has(section)) this.#ignore(section, section);
      return;
    }
    this.#state(section, value);
    if (section === "forecasts") {
      const forecast = this.#read(section, worldSections.forecasts, value, path);
      if (forecast) this.forecast(forecast, path, n);
    } else {
      const data = this.#read<object>(section, worldSections[section], value, path);
      const kept: object[] = this.#small[section];
      if (data) kept.push({ ...data, path });
    }
  }

  /** A forecast of the right shape. */
  forecast(
    { question, person, madeAt, kind, probability, stated, reason, ...rest }: WorldForecast,
    path: string,
    n: number,
  ): void {
    if (madeAt > this.now) this.#say(partOf(path, "madeAt"), "lies in the future");
    this.#probability(kind, probability, partOf(path, "probability"));
    const worded = wordedOf(rest);
    if (kind !== "forecast" && worded) this.#say(partOf(path, Object.keys(worded)[0] ?? ""), `a ${kind} states none`);
    this.to.keep({
      n,
      question: this.#questions.of(question),
      person: this.#people.of(person),
      madeAt,
      kind,
      probability: probability ?? null,
      stated: stated ?? null,
      worded: kind === "forecast" ? worded : null,
      reason: reason?.trim() || null,
    });
  }

  /** Everything has been given. Tells what the elements get wrong about each other. */
  finish(): ReadWorld {
    const { voided, resolutions } = this.#voidEarlyAnswers();
    const world: World = { ...this.#small, resolutions };
    for (const fault of checkWorld(world, { stated: this.#stated, now: this.now })) this.to.tell(fault);
    const read = new Set(world.questions.map(({ id }) => id));
    const numbers = (names: Numbers, wanted: (id: string) => boolean) =>
      names.ids.flatMap((id, number) => (wanted(id) ? [number] : []));
    return {
      world,
      questionIds: this.#questions.ids,
      personIds: this.#people.ids,
      unknown: {
        questions: numbers(this.#questions, (id) => !this.#stated.questions.has(id)),
        people: numbers(this.#people, (id) => !this.#stated.people.has(id)),
      },
      refused: numbers(this.#questions, (id) => this.#stated.questions.has(id) && !read.has(id)),
      ignored: Array.from(this.#ignored.values(), ({ first, count }) =>
        count > 1 ? `${first} (and ${count - 1} more like it)` : first,
      ),
      voided,
    };
  }

  #say(path: string, message: string): void {
    this.to.tell({ path, message });
  }

  #ignore(pattern: string, path: string): void {
    const seen = this.#ignored.get(pattern);
    if (seen) seen.count += 1;
    else this.#ignored.set(pattern, { first: path, count: 1 });
  }

  /** Ids that elements state, faulty ones included: a reference to one of those is no fault of its own. */
  #state(section: Section, value: unknown): void {
    if (section === "people" || section === "briefs" || section === "scenarios" || section === "questions") {
      if (isObject(value) && typeof value.id === "string") this.#stated[section satisfies Named].add(value.id);
    }
  }

  /** The element as its schema gives it, or null once its faults are told. */
  #read<T extends object>(section: Section, schema: z.ZodType<T>, value: unknown, path: string): T | null {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) this.#say(pathOf(section, path, issue.path), issue.message);
      return null;
    }
    if (isObject(value)) {
      for (const key of Object.keys(value))
        if (!Object.hasOwn(parsed.data, key)) this.#ignore(`${section}[].${key}`, `${path}.${key}`);
    }
    return parsed.data;
  }

  #probability(kind: WorldForecast["kind"], probability: number | undefined, at: string): void {
    if (kind !== "forecast") {
      if (probability !== undefined) this.#say(at, `a ${kind} states none`);
    } else if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
      this.#say(at, `must lie in [0, 1], got ${probability}`);
    } else if (probability !== undefined && boundedProbability(probability) !== probability) {
      const range = `[${PROBABILITY_MIN}, ${PROBABILITY_MAX}]`;
      const message = `must lie in ${range}, got ${probability}; --bounds=record keeps the nearest`;
      this.to.tell({ path: at, message, bounds: true });
    }
  }

  /** An answer that was known before forecasts could count makes the question void. */
  #voidEarlyAnswers() {
    const opens = new Map(this.#small.questions.map(({ id, opensAt }) => [id, opensAt]));
    const voided: string[] = [];
    const resolutions = this.#small.resolutions.map((resolution) => {
      const { outcome, knownAt, question } = resolution;
      if (outcome === "void" || knownAt >= (opens.get(question) ?? knownAt)) return resolution;
      voided.push(question);
      return { ...resolution, outcome: "void" as const };
    });
    return { voided, resolutions };
  }
}

/** Null where nothing but a probability is stated. */
function wordedOf({ probabilities, quantiles, cdf, statedProbabilities }: WorldStated): WorldStated | null {
  const worded = { probabilities, quantiles, cdf, statedProbabilities };
  const given = Object.fromEntries(Object.entries(worded).filter(([, value]) => value !== undefined));
  return Object.keys(given).length > 0 ? given : null;
}

/** Ids by number, in the order of their first mention. */
class Numbers {
  readonly ids: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.ids.push(id) - 1;
    this.#numbers.set(id, number);
    return number;
  }
}

/** `scores` and `withheld` are written by an export; the first is computed anew, the second only says what is missing. */
const WRITTEN_BY_EXPORT = new Set(["scores", "withheld"]);

const isSection = (key: string): key is Section => Object.hasOwn(worldSections, key);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pathOf(section: Section, prefix: string, path: readonly PropertyKey[]): string {
  if (prefix.startsWith("row ")) return partOf(prefix, COLUMN[section]?.[String(path[0])] ?? String(path[0]));
  return path.reduce<string>(
    (built, key) => (typeof key === "number" ? `${built}[${key}]` : partOf(built, String(key))),
    prefix,
  );
}

/** The columns of a CSV that become differently named parts. */
const COLUMN: { readonly [S in Section]?: Readonly<Record<string, string>> } = {
  people: { id: "person", name: "person" },
  questions: { id: "question" },
};
