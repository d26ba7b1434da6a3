import type { AskedOf } from "#core/forecast-value";
import { optionsEverOffered, type QuestionSpec } from "#core/question";

/** What a question asks, with what its older versions asked. */
export interface AskedSpec {
  /** As its version in force states it. */
  readonly spec: QuestionSpec;
  /** What its forecasts are read by. */
  readonly asked: AskedOf;
  /** Options on offer by version id; of a binary or continuous question, none. */
  readonly offered: ReadonlyMap<string, readonly string[]>;
  /** When each of those versions was made, in milliseconds. */
  readonly since: ReadonlyMap<string, number>;
}

/** Runs a query: the pool, or the caller's transaction. */
export type Run = <R>(text: string, values: readonly unknown[]) => Promise<R[]>;

export const BINARY: AskedSpec = {
  spec: { type: "binary" },
  asked: { type: "binary" },
  offered: new Map(),
  since: new Map(),
};

export type StoredType = "BINARY" | "MULTIPLE_CHOICE" | "NUMERIC" | "DATE";

interface Row extends VersionSpec {
  questionId: string;
  versionId: string;
  type: StoredType;
  createdAt: number;
}

/** What a version's row says of its question's type. */
export interface VersionSpec {
  options: string[];
  rangeMin: number | null;
  rangeMax: number | null;
  openLower: boolean | null;
  openUpper: boolean | null;
  zeroPoint: number | null;
  unit: string | null;
}

/** The columns of {@link VersionSpec}, for a Prisma select. */
export const SPEC_COLUMNS = {
  options: true,
  rangeMin: true,
  rangeMax: true,
  openLower: true,
  openUpper: true,
  zeroPoint: true,
  unit: true,
} as const;

/** @throws {RangeError} where the row lacks what its type asks for */
export function specOf(type: StoredType, version: VersionSpec): QuestionSpec {
  switch (type) {
    case "BINARY":
      return { type: "binary" };
    case "MULTIPLE_CHOICE":
      return { type: "multiple_choice", options: version.options };
    case "NUMERIC":
    case "DATE": {
      const { rangeMin: min, rangeMax: max, openLower, openUpper, zeroPoint, unit } = version;
      if (min === null || max === null || openLower === null || openUpper === null) {
        throw new RangeError(`a ${type} question must have a range, got ${min} to ${max}`);
      }
      const range = { min, max, openLower, openUpper, zeroPoint, ...(unit === null ? {} : { unit }) };
      return { type: type === "DATE" ? "date" : "numeric", range };
    }
  }
}

/** What a version's row holds of a spec. */
export function versionSpec(spec: QuestionSpec): VersionSpec {
  const options = spec.type === "multiple_choice" ? [...spec.options] : [];
  const range = spec.type === "numeric" || spec.type === "date" ? spec.range : null;
  return {
    options,
    rangeMin: range?.min ?? null,
    rangeMax: range?.max ?? null,
    openLower: range?.openLower ?? null,
    openUpper: range?.openUpper ?? null,
    zeroPoint: range?.zeroPoint ?? null,
    unit: range?.unit || null,
  };
}

/** How a type is stored. */
export const STORED_TYPE = {
  binary: "BINARY",
  multiple_choice: "MULTIPLE_CHOICE",
  numeric: "NUMERIC",
  date: "DATE",
} as const;

/**
 * What each question asks: one query, however many. Versions of a draft are not among its history: the first published one
 * is the last that amends nothing.
 *
 * @returns no entry for a binary question
 */
export async function readSpecs(run: Run, questionIds: readonly string[]): Promise<Map<string, AskedSpec>> {
  const specs = new Map<string, AskedSpec>();
  if (questionIds.length === 0) return specs;
  const rows = await run<Row>(
    `SELECT v."questionId", v."id" AS "versionId", q."type"::text AS "type", v."options", v."rangeMin", v."rangeMax",
       v."openLower", v."openUpper", v."zeroPoint", v."unit", (extract(epoch FROM v."createdAt") * 1000)::float8 AS "createdAt"
     FROM "Question" q JOIN "QuestionVersion" v ON v."questionId" = q."id"
     WHERE q."id" = ANY ($1::uuid[]) AND q."type" <> 'BINARY' AND v."number" >=
       (SELECT max(f."number") FROM "QuestionVersion" f WHERE f."questionId" = q."id" AND f."amendment" IS NULL)
     ORDER BY v."questionId", v."number"`,
    [[...questionIds]],
  );
  const versions = new Map<string, Row[]>();
  for (const row of rows) versions.set(row.questionId, [...(versions.get(row.questionId) ?? []), row]);
  for (const [questionId, published] of versions) {
    const inForce = published.at(-1);
    if (!inForce) continue;
    const spec = specOf(inForce.type, inForce);
    const offered = new Map(published.map(({ versionId, options }) => [versionId, options]));
    const asked: AskedOf =
      spec.type === "multiple_choice"
        ? { type: spec.type, options: optionsEverOffered(published.map(({ options }) => options)) }
        : spec;
    const since = new Map(published.map(({ versionId, createdAt }) => [versionId, createdAt]));
    specs.set(questionId, { spec, asked, offered, since });
  }
  return specs;
}

/**
 * What forecasts made up to an instant are read by: an option that came later is not among those offered then.
 *
 * @param answered versions that they answer: one that came with a world file was made later than its forecasts
 */
export function specAt(known: AskedSpec, at: number, answered: ReadonlySet<string>): AskedSpec {
  if (known.asked.type !== "multiple_choice") return known;
  const lists = [...known.offered].flatMap(([version, options], i) =>
    i === 0 || (known.since.get(version) ?? 0) <= at || answered.has(version) ? [options] : [],
  );
  return { ...known, asked: { type: known.asked.type, options: optionsEverOffered(lists) } };
}
