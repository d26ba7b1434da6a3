import { z } from "zod";
import type { Relation } from "#core/coherence";
import type { OwnCoherence } from "#server/relations/own-coherence";
import type { DeclaredRelation as Stored } from "#server/relations/relation-queries";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";

export const DeclaredRelation = named(
  "DeclaredRelation",
  z.object({
    id: Id,
    kind: z.enum(["exclusive", "exhaustive", "implies", "conditional"]),
    scenarios: z.array(Id).meta({ description: "Of an implication and a conditional the antecedent first." }),
    state: z.enum(["stands", "rests", "suspended", "withdrawn"]),
    why: z.string().nullable().meta({ description: "Why it does not stand." }),
    declaredAt: At,
    declaredBy: z.string().nullable(),
    deadlinesConfirmed: z.boolean(),
    changes: z
      .array(
        z.object({
          act: z.enum(["withdrawn", "restored", "suspended"]),
          reason: z.string().nullable(),
          by: z.string().nullable(),
          at: At,
        }),
      )
      .meta({ description: "What became of it, newest first." }),
  }),
);

export const relationOf = (relation: Stored): z.input<typeof DeclaredRelation> => ({
  id: relation.id,
  kind: KIND[relation.kind],
  scenarios: relation.scenarioIds,
  state: relation.state,
  why: relation.why,
  declaredAt: at(relation.declaredAt),
  declaredBy: relation.declaredBy,
  deadlinesConfirmed: relation.deadlinesConfirmed,
  changes: relation.changes.map(({ act, at: changed, ...change }) => ({ ...change, act: ACT[act], at: at(changed) })),
});

const KIND = {
  EXCLUSIVE: "exclusive",
  EXHAUSTIVE: "exhaustive",
  IMPLIES: "implies",
  CONDITIONAL: "conditional",
} as const;
const ACT = { WITHDRAWN: "withdrawn", RESTORED: "restored", SUSPENDED: "suspended" } as const;

const Rule = z.object({ kind: z.enum(["exclusive", "exhaustive", "implies"]), scenarios: z.array(Id) });

const ruleOf = (rule: Relation): z.input<typeof Rule> => ({
  kind: rule.kind,
  scenarios: rule.kind === "implies" ? [rule.from, rule.to] : [...rule.scenarios],
});

export const Coherence = named(
  "Coherence",
  z.object({
    sets: z
      .array(
        z.object({
          forecasts: z.array(
            z.object({
              scenario: Id,
              question: Id,
              yours: z.number().nullable(),
              nearest: z
                .number()
                .nullable()
                .meta({ description: "Of the nearest forecasts that break none; null where it takes no part." }),
              apart: z
                .enum(["no forecast", "closed", "resolved yes", "resolved no"])
                .nullable()
                .meta({ description: "Why it takes no part." }),
            }),
          ),
          violations: z.array(z.object({ relation: Rule, excess: z.number() })),
          binding: z.array(Rule).meta({ description: "Broken together, where none is broken by itself." }),
        }),
      )
      .meta({
        description: "Scenarios that hang together and whose relations your forecasts break; none: they break none.",
      }),
    disproved: z.array(z.array(Rule)).meta({ description: "Relations that verdicts have proved false together." }),
  }),
);

export const coherenceOf = ({ sets, disproved }: OwnCoherence): z.input<typeof Coherence> => ({
  sets: sets.map(({ parts, violations, binding }) => ({
    forecasts: parts.map(({ scenarioId: scenario, questionId: question, mine: yours, nearest, apart }) => ({
      scenario,
      question,
      yours,
      nearest,
      apart,
    })),
    violations: violations.map(({ relation, excess }) => ({ relation: ruleOf(relation), excess })),
    binding: binding.map(ruleOf),
  })),
  disproved: disproved.map((rules) => rules.map(ruleOf)),
});
