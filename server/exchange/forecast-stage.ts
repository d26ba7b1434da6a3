import { formatInstant } from "#core/instant";
import type { Fault } from "#core/world";
import { partOf } from "#core/world";
import {
  recordedOf,
  type WorldAsked,
  type WorldStated,
  type WorldStatedFault,
  worldStatedSchema,
} from "#core/world-forecast";
import type { ReadForecast, ReadWorld } from "#core/world-read";
import type { Format } from "#server/exchange/read-file";
import { type CopySession, copyLine } from "#server/platform/copy-session";

/** Forecasts that go out in one COPY. */
const PIECE = 10_000;

const TABLE = "staged_forecast";
const COLUMNS = ["n", "question", "person", "kind", "madeAt", "probability", "stated", "worded", "reason"];

/** What the staged forecasts come to, for a preview. */
export interface StagedFacts {
  count: number;
  /** The first and last instants, ISO; null without forecasts. */
  from: string | null;
  to: string | null;
}

/**
 * The forecasts of one file in a temporary table of the import's transaction: a million need no memory here, and
 * PostgreSQL sorts them by person and question.
 */
export class ForecastStage {
  #lines = "";
  #waiting = 0;
  #count = 0;
  #reaffirmed = false;

  private constructor(private readonly session: CopySession) {}

  static async open(session: CopySession): Promise<ForecastStage> {
    await session.tx.$executeRawUnsafe(`DROP TABLE IF EXISTS "${TABLE}"`);
    await session.tx.$executeRawUnsafe(
      `CREATE TEMP TABLE "${TABLE}" ("n" int, "question" int, "person" int, "kind" text, "madeAt" timestamptz,
         "probability" float8, "stated" float8, "worded" text, "reason" text) ON COMMIT DROP`,
    );
    return new ForecastStage(session);
  }

  get count(): number {
    return this.#count;
  }

  keep({ n, question, person, kind, madeAt, probability, stated, worded, reason }: ReadForecast): void {
    const payload = worded && JSON.stringify(worded);
    this.#lines += copyLine([n, question, person, kind, formatInstant(madeAt), probability, stated, payload, reason]);
    this.#waiting += 1;
    this.#count += 1;
    if (kind === "reaffirmation") this.#reaffirmed = true;
  }

  /** Sends what has gathered, once it is worth it. */
  async flush(all: boolean): Promise<void> {
    if (this.#waiting < (all ? 1 : PIECE)) return;
    const lines = this.#lines;
    this.#lines = "";
    this.#waiting = 0;
    await this.session.copy(TABLE, COLUMNS, lines);
  }

  /** What the forecasts get wrong about the rest of the file. Call it once everything is in. */
  async check(
    { unknown, refused, questionIds, personIds, format, world }: ReadWorld & { format: Format },
    tell: (fault: Fault) => void,
  ): Promise<void> {
    const say = (n: number, key: string, message: string) =>
      tell({ path: partOf(format === "csv" ? `row ${n}` : `forecasts[${n}]`, key), message });
    await this.#each(`"question" = ANY ($1::int[])`, unknown.questions, (n, question) =>
      say(n, "question", `names ${JSON.stringify(questionIds[question])}, which questions does not hold`),
    );
    await this.#each(`"person" = ANY ($1::int[])`, unknown.people, (n, _question, person) =>
      say(n, "person", `names ${JSON.stringify(personIds[person])}, which people does not hold`),
    );
    const typed = typedQuestions(world, questionIds);
    const others = [...refused, ...typed.keys()];
    await this.#each(`"kind" = 'forecast' AND "probability" IS NULL AND "question" <> ALL ($1::int[])`, others, (n) =>
      say(n, "probability", "a forecast of a binary question states one"),
    );
    await this.#each(
      `"worded" IS NOT NULL AND "probability" IS NOT NULL AND "question" <> ALL ($1::int[])`,
      others,
      (n) => say(n, "probability", "a forecast of a binary question states nothing beside it"),
    );
    await this.#typed(typed, (n, { path, message, bounds }) =>
      tell({
        path: partOf(format === "csv" ? `row ${n}` : `forecasts[${n}]`, path),
        message,
        ...(bounds && { bounds }),
      }),
    );
    if (this.#reaffirmed)
      await this.#reaffirmations((n) => say(n, "kind", "a reaffirmation repeats what stands, and nothing stands"));
  }

  async facts(): Promise<StagedFacts> {
    const [row] = await this.session.tx.$queryRawUnsafe<{ from: number | null; to: number | null }[]>(
      `SELECT (extract(epoch FROM min("madeAt")) * 1000)::float8 AS "from",
         (extract(epoch FROM max("madeAt")) * 1000)::float8 AS "to" FROM "${TABLE}"`,
    );
    const written = (at: number | null | undefined) => (at == null ? null : formatInstant(at));
    return { count: this.#count, from: written(row?.from), to: written(row?.to) };
  }

  /** The first rows as they stand in the file. */
  async first(
    count: number,
  ): Promise<(Omit<ReadForecast, "stated" | "worded" | "reason"> & { worded: string | null })[]> {
    return this.session.tx.$queryRawUnsafe(
      `SELECT "n", "question", "person", "kind", (extract(epoch FROM "madeAt") * 1000)::float8 AS "madeAt", "probability", "worded"
       FROM "${TABLE}" ORDER BY "n" LIMIT $1`,
      count,
    );
  }

  /** Everything, each person's log on a question together and in order. */
  async *logs(): AsyncGenerator<ReadForecast[]> {
    const rows = this.session.pages(
      `SELECT "n", "question", "person", "kind", (extract(epoch FROM "madeAt") * 1000)::float8, "probability", "stated", "worded", "reason"
       FROM "${TABLE}" ORDER BY "question", "person", "madeAt", "n"`,
      [],
      PIECE,
    );
    for await (const page of rows) yield page.map(toForecast);
  }

  /** Forecasts of questions that are not binary, against what those ask. */
  async #typed(
    typed: ReadonlyMap<number, WorldAsked>,
    tell: (n: number, fault: WorldStatedFault) => void,
  ): Promise<void> {
    if (typed.size === 0) return;
    const query = `SELECT "n", "question", "probability", "worded" FROM "${TABLE}"
      WHERE "kind" = 'forecast' AND "question" = ANY ($1::int[]) ORDER BY "n"`;
    for await (const page of this.session.pages(query, [[...typed.keys()]], PIECE)) {
      for (const [n, question, probability, worded] of page) {
        const asked = typed.get(Number(question));
        if (!asked) continue;
        const given = { ...wordedIn(worded), ...(typeof probability === "number" ? { probability } : {}) };
        for (const fault of recordedOf(given, asked).faults) tell(Number(n), fault);
      }
    }
  }

  async #each(
    where: string,
    numbers: readonly number[],
    tell: (n: number, question: number, person: number) => void,
  ): Promise<void> {
    if (numbers.length === 0 && !where.includes("ALL")) return;
    const query = `SELECT "n", "question", "person" FROM "${TABLE}" WHERE ${where} ORDER BY "n"`;
    for await (const page of this.session.pages(query, [numbers], PIECE)) {
      for (const [n, question, person] of page) tell(Number(n), Number(question), Number(person));
    }
  }

  /** A reaffirmation repeats what stands, so the event before a run of them must be a forecast. */
  async #reaffirmations(tell: (n: number) => void): Promise<void> {
    const query = `
      WITH told AS (
        SELECT *, count(*) FILTER (WHERE "kind" <> 'reaffirmation') OVER log AS run
        FROM "${TABLE}" WINDOW log AS (PARTITION BY "question", "person" ORDER BY "madeAt", "n")
      ), begun AS (
        SELECT "n", "kind", first_value("kind") OVER (PARTITION BY "question", "person", run ORDER BY "madeAt", "n") AS standing
        FROM told
      )
      SELECT "n" FROM begun WHERE "kind" = 'reaffirmation' AND standing <> 'forecast' ORDER BY "n"`;
    for await (const page of this.session.pages(query, [], PIECE)) for (const [n] of page) tell(Number(n));
  }
}

/** Questions that are not binary, by number. */
function typedQuestions({ questions }: ReadWorld["world"], questionIds: readonly string[]): Map<number, WorldAsked> {
  const asked = new Map(questions.map((question) => [question.id, question.asked]));
  return new Map(
    questionIds.flatMap((id, number) => {
      const of = asked.get(id);
      return of && of.spec.type !== "binary" ? [[number, of] as const] : [];
    }),
  );
}

function wordedIn(payload: unknown): WorldStated {
  return typeof payload === "string" ? worldStatedSchema.parse(JSON.parse(payload)) : {};
}

function toForecast([n, question, person, kind, madeAt, probability, stated, worded, reason]: unknown[]): ReadForecast {
  return {
    n: Number(n),
    question: Number(question),
    person: Number(person),
    kind: kind === "withdrawal" || kind === "reaffirmation" ? kind : "forecast",
    madeAt: Number(madeAt),
    probability: typeof probability === "number" ? probability : null,
    stated: typeof stated === "number" ? stated : null,
    worded: typeof worded === "string" ? wordedIn(worded) : null,
    reason: typeof reason === "string" ? reason : null,
  };
}
