import { z } from "zod";
import { parseInstant } from "#core/instant";
import { webLinkSchema } from "#core/proposal";
import { QUESTION_TYPES } from "#core/question";
import { worldStatedSchema } from "#core/world-forecast";
import { askedOf } from "#core/world-question";

/** Name and version of the import and export format: one team's world as JSON. */
export const WORLD_FORMAT = "bellwether-world/1";

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes("\u0000"), {
      message: "holds a character that cannot be stored (U+0000 or half of a surrogate pair)",
    });
const line = (max: number) => text(max).refine((value) => value.trim() !== "", { message: "must not be empty" });
const id = line(200);

/** An instant as its text and as milliseconds with microseconds. */
const instant = z.string().transform((written, ctx) => {
  try {
    return parseInstant(written);
  } catch (error) {
    ctx.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

const person = z.object({
  id,
  name: line(200),
  role: z.enum(["forecaster", "lead", "observer"]).default("forecaster"),
});

const brief = z.object({
  id,
  title: line(500),
  language: text(35).default("und"),
  text: text(20_000_000),
  author: line(500).nullish(),
  publisher: line(500).nullish(),
  sourceUrl: webLinkSchema.nullish(),
  publishedOn: z.iso.date().nullish(),
});

const scenario = z.object({
  id,
  /** Without one, the scenario goes under a brief named after the file. */
  brief: id.nullish(),
  statement: line(1000),
  quote: text(20_000).nullish(),
  archived: z.boolean().optional(),
});

const several = z.object({ kind: z.enum(["exclusive", "exhaustive"]), scenarios: z.array(id).min(2) });
const directed = z.object({ kind: z.enum(["implies", "conditional"]), from: id, to: id });
const relation = z.discriminatedUnion("kind", [several, directed]);

const scaleValue = z.union([z.number(), z.string()]);
const range = z.object({
  min: scaleValue,
  max: scaleValue,
  openLower: z.boolean().default(false),
  openUpper: z.boolean().default(false),
  zeroPoint: scaleValue.nullish(),
  unit: text(40).nullish(),
});

const asked = z.object({
  id,
  scenario: id.nullish(),
  role: z.enum(["headline", "indicator", "conditional"]).default("headline"),
  /** The scenario whose headline question is the condition under which this one is asked: that it is answered yes … */
  given: id.nullish(),
  /** … or that it is answered no. */
  givenNot: id.nullish(),
  type: z.enum(QUESTION_TYPES),
  options: z.array(line(200)).nullish(),
  /** Where options were added: each list that was offered, in order. */
  optionsHistory: z.array(z.array(line(200))).nullish(),
  range: range.nullish(),
  title: line(1000),
  criteria: text(20_000).default(""),
  source: text(5000).default(""),
  baseRate: line(2000).nullish(),
  opensAt: instant,
  closesAt: instant,
  /** When a round closes and its forecasts are revealed; null shows them always. */
  revealAt: instant.nullish(),
  /** Only where `revealAt` does not say it: "after_forecast". */
  reveal: z.enum(["always", "after_forecast", "after_round"]).optional(),
  draft: z.boolean().optional(),
  tags: z.array(line(100)).default([]),
});
const question = asked.transform((given, ctx) => ({ ...given, asked: askedOf(given, ctx) }));

const forecast = z.object({
  question: id,
  person: id,
  madeAt: instant,
  kind: z.enum(["forecast", "reaffirmation", "withdrawal"]).default("forecast"),
  probability: z.number().optional(),
  /** What was stated where the bounds changed it. */
  stated: z.number().min(0).max(1).optional(),
  ...worldStatedSchema.shape,
  reason: text(4000).nullish(),
});

const resolution = z.object({
  question: id,
  /** "yes" or "no", an option, a number or instant, "below" or "above" the range, "void", "ambiguous". */
  outcome: z.union([line(200), z.number()]),
  knownAt: instant,
  evidence: webLinkSchema.nullish(),
});

export const worldSections = {
  people: person,
  briefs: brief,
  scenarios: scenario,
  relations: relation,
  questions: question,
  forecasts: forecast,
  resolutions: resolution,
} as const;

export type WorldPerson = z.infer<typeof person>;
export type WorldBrief = z.infer<typeof brief>;
export type WorldScenario = z.infer<typeof scenario>;
export type WorldRelation = z.infer<typeof relation>;
export type WorldQuestion = z.infer<typeof question>;
export type WorldForecast = z.infer<typeof forecast>;
export type WorldResolution = z.infer<typeof resolution>;

/** An element with its place in the file: `path` is such as `questions[3]`, or `row 5` of a CSV. */
export type Placed<T> = T & { readonly path: string };

/** A world but for its forecasts, which may be too many to hold at once (`core/world-read`). */
export interface World {
  readonly people: readonly Placed<WorldPerson>[];
  readonly briefs: readonly Placed<WorldBrief>[];
  readonly scenarios: readonly Placed<WorldScenario>[];
  readonly relations: readonly Placed<WorldRelation>[];
  readonly questions: readonly Placed<WorldQuestion>[];
  readonly resolutions: readonly Placed<WorldResolution>[];
}

/** What is wrong, and where in the file: `forecasts[3].probability`, or `row 5, probability`. */
export interface Fault {
  readonly path: string;
  readonly message: string;
  /** A probability in [0, 1] that cannot be recorded: no fault where the nearest one is to be kept. */
  readonly bounds?: true;
}

/** The path of a part of an element. */
export function partOf(path: string, key: string): string {
  return path.startsWith("row ") ? `${path}, ${key}` : `${path}.${key}`;
}

/** What was found, short enough to be read in a list of faults. */
export function quoted(found: unknown): string {
  const text = JSON.stringify(found) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
