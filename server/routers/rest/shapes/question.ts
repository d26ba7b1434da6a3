import { z } from "zod";
import { QUESTION_TYPES, type QuestionSpec } from "#core/question";
import { scaleValue } from "#server/exchange/export-typed";
import type { QuestionDetail } from "#server/questions/question-queries";
import type { QuestionWording } from "#server/questions/question-versions";
import { Crowd, crowdOf } from "#server/routers/rest/shapes/crowd";
import { Standing, standingOf } from "#server/routers/rest/shapes/forecast";
import { At, at, atOrNull, Id, named, ScaleValue } from "#server/routers/rest/shapes/values";

export const ROLES = ["headline", "indicator", "conditional"] as const;
export const STATES = ["draft", "open", "closed", "proposed", "resolved", "void", "ambiguous"] as const;
const REVEALS = ["always", "after_forecast", "after_round"] as const;

const Range = z.object({
  min: ScaleValue,
  max: ScaleValue,
  openLower: z.boolean(),
  openUpper: z.boolean(),
  zeroPoint: ScaleValue.nullable(),
  unit: z.string().nullable(),
});

const Verdict = z.object({
  id: Id,
  version: z.number(),
  outcome: ScaleValue.meta({
    description: "`yes`, `no`, an option, a number or instant, `below`, `above`, `void` or `ambiguous`.",
  }),
  said: z.string().meta({ description: "The same in words." }),
  knownAt: At,
  resolvedAt: At,
  singleHanded: z.boolean(),
});

export const Question = named(
  "Question",
  z.object({
    id: Id,
    team: Id,
    scenario: Id,
    role: z.enum(ROLES),
    state: z.enum(STATES),
    type: z.enum(QUESTION_TYPES),
    options: z.array(z.string()).nullable(),
    range: Range.nullable(),
    version: z.number(),
    title: z.string(),
    criteria: z.string(),
    source: z.string(),
    baseRate: z.string().nullable(),
    opensAt: At,
    closesAt: At,
    reveal: z.enum(REVEALS),
    revealAt: At.nullable(),
    tags: z.array(z.string()),
    replaces: Id.nullable(),
    successor: Id.nullable(),
    resolution: Verdict.nullable(),
    proposed: z
      .object({ said: z.string(), by: z.string().nullable(), proposedAt: At })
      .nullable()
      .meta({ description: "The proposal that waits for a second person." }),
    forecasters: z
      .array(z.object({ member: Id, name: z.string() }))
      .meta({ description: "Who ever forecast, by name." }),
    hidden: z
      .object({ until: z.enum(["you-forecast", "round-closes", "question-closes"]), at: At.nullable() })
      .nullable()
      .meta({ description: "Why the others' forecasts are not shown, and until when; null where they are." }),
    own: Standing.nullable().meta({ description: "What you hold." }),
    crowd: Crowd.nullable().meta({ description: "What the crowd says, where you may see it." }),
  }),
);

export function questionOf(detail: QuestionDetail): z.input<typeof Question> {
  const { version, forecasts, resolution, proposal, spec } = detail;
  return {
    id: detail.id,
    team: detail.teamId,
    scenario: detail.scenarioId,
    role: ROLE[detail.role],
    state: STATE[detail.state],
    ...askedOf(spec),
    version: version.number,
    title: version.title,
    criteria: version.criteria,
    source: version.source,
    baseRate: version.baseRate,
    opensAt: at(detail.opensAt),
    closesAt: at(detail.closesAt),
    reveal: REVEAL[detail.revealPolicy],
    revealAt: atOrNull(detail.revealAt),
    tags: detail.tags,
    replaces: detail.replacesId,
    successor: detail.successorId,
    resolution: resolution && {
      id: resolution.id,
      version: resolution.version,
      outcome: outcomeOf(resolution, spec),
      said: resolution.said,
      knownAt: at(resolution.knownAt),
      resolvedAt: at(resolution.resolvedAt),
      singleHanded: resolution.singleHanded,
    },
    proposed: proposal && { said: proposal.said, by: proposal.proposedBy, proposedAt: at(proposal.proposedAt) },
    forecasters: forecasts.whoHasForecast.map(({ memberId: member, name }) => ({ member, name })),
    hidden: forecasts.hidden && { until: forecasts.hidden.until, at: atOrNull(forecasts.hidden.at) },
    own: standingOf(forecasts),
    crowd: crowdOf(forecasts),
  };
}

function askedOf(spec: QuestionSpec): Pick<z.input<typeof Question>, "type" | "options" | "range"> {
  switch (spec.type) {
    case "binary":
      return { type: spec.type, options: null, range: null };
    case "multiple_choice":
      return { type: spec.type, options: [...spec.options], range: null };
    case "numeric":
    case "date": {
      const { min, max, zeroPoint, openLower, openUpper, unit = null } = spec.range;
      const value = (given: number) => scaleValue(given, spec.type);
      const zero = zeroPoint === null ? null : value(zeroPoint);
      return {
        type: spec.type,
        options: null,
        range: { min: value(min), max: value(max), openLower, openUpper, zeroPoint: zero, unit },
      };
    }
  }
}

interface Answered {
  outcome: string;
  option: string | null;
  value: number | null;
}

/** As world files write it. */
export function outcomeOf({ outcome, option, value }: Answered, spec: QuestionSpec): string | number {
  if (option !== null) return option;
  return value === null ? outcome.toLowerCase() : scaleValue(value, spec.type);
}

export const Version = named(
  "QuestionVersion",
  z.object({
    number: z.number(),
    title: z.string(),
    criteria: z.string(),
    source: z.string(),
    baseRate: z.string().nullable(),
    options: z.array(z.string()),
    opensAt: At,
    closesAt: At,
    amendment: z.enum(["clarification", "close_moved"]).nullable(),
    reason: z.string().nullable(),
    by: z.string().nullable(),
    at: At,
  }),
);

export const versionOf = ({ amendment, opensAt, closesAt, at: made, ...version }: QuestionWording) => ({
  ...version,
  opensAt: at(opensAt),
  closesAt: at(closesAt),
  amendment: amendment && AMENDMENT[amendment],
  at: at(made),
});

const AMENDMENT = { CLARIFICATION: "clarification", CLOSE_MOVED: "close_moved" } as const;
const ROLE = { HEADLINE: "headline", INDICATOR: "indicator", CONDITIONAL: "conditional" } as const;
const REVEAL = { ALWAYS: "always", AFTER_FORECAST: "after_forecast", AFTER_ROUND: "after_round" } as const;
export const STATE = {
  DRAFT: "draft",
  OPEN: "open",
  CLOSED: "closed",
  PROPOSED: "proposed",
  RESOLVED: "resolved",
  VOID: "void",
  AMBIGUOUS: "ambiguous",
} as const;
