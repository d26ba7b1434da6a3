import { z } from "zod";
import type { ResolutionRecord } from "#server/resolution/history-queries";
import { outcomeOf } from "#server/routers/rest/shapes/question";
import { At, at, atOrNull, Id, named, ScaleValue } from "#server/routers/rest/shapes/values";

export const Resolution = named(
  "Resolution",
  z.object({
    id: Id.meta({ description: "Of the proposal; of a verdict that nobody proposed, of the verdict." }),
    outcome: ScaleValue.nullable().meta({ description: "Null withdraws the verdict before it." }),
    said: z.string().nullable(),
    knownAt: At,
    evidence: z.string().nullable(),
    quote: z.string().nullable(),
    files: z.array(z.object({ id: Id, name: z.string(), size: z.number(), sha256: z.string() })),
    note: z.string().nullable(),
    proposedBy: z.string().nullable(),
    proposedAt: At.nullable(),
    own: z.boolean(),
    decision: z
      .object({
        verdict: z.enum(["confirmed", "rejected", "retracted"]),
        by: z.string().nullable(),
        at: At,
        note: z.string().nullable(),
        singleHanded: z.boolean(),
        hadStandingForecast: z.boolean(),
      })
      .nullable()
      .meta({ description: "Null while it waits for a second person, and of a verdict that nobody proposed." }),
    corrects: z.number().nullable().meta({ description: "The resolution version that it corrects, or proposed to." }),
    version: z.number().nullable().meta({ description: "The resolution version that it became." }),
    origin: z.enum(["live", "import", "simulated"]),
  }),
);

const VERDICT = { CONFIRMED: "confirmed", REJECTED: "rejected", RETRACTED: "retracted" } as const;
const ORIGIN = { LIVE: "live", IMPORT: "import", SIMULATED: "simulated" } as const;
type Spec = Parameters<typeof outcomeOf>[1];

export function resolutionOf(record: ResolutionRecord, spec: Spec): z.input<typeof Resolution> {
  const { outcome, decision, files } = record;
  return {
    id: record.id,
    outcome: outcome === null ? null : outcomeOf({ ...record, outcome }, spec),
    said: record.said,
    knownAt: at(record.knownAt),
    evidence: record.evidenceUrl,
    quote: record.quote,
    files: files.map(({ id, name, size, sha256 }) => ({ id, name, size, sha256 })),
    note: record.note,
    proposedBy: record.proposedBy,
    proposedAt: atOrNull(record.proposedAt),
    own: record.own,
    decision: decision && { ...decision, verdict: VERDICT[decision.verdict], at: at(decision.at) },
    corrects: record.corrects,
    version: record.version,
    origin: ORIGIN[record.origin],
  };
}
