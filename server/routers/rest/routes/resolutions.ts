import { z } from "zod";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { type ResolutionRecord, resolutionHistory } from "#server/resolution/history-queries";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { rejectResolution } from "#server/resolution/reject-resolution";
import { retractProposal } from "#server/resolution/retract";
import { proposalRoute, questionRoute, type Route } from "#server/routers/rest/route";
import { readQuestion } from "#server/routers/rest/routes/questions";
import { GivenResolution, proposalOf } from "#server/routers/rest/shapes/given-resolution";
import { outcomeOf } from "#server/routers/rest/shapes/question";
import { At, at, atOrNull, Id, named, ScaleValue } from "#server/routers/rest/shapes/values";

const Resolution = named(
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
    version: z.number().nullable().meta({ description: "The resolution version that it became." }),
    origin: z.enum(["live", "import", "simulated"]),
  }),
);

const VERDICT = { CONFIRMED: "confirmed", REJECTED: "rejected", RETRACTED: "retracted" } as const;
const ORIGIN = { LIVE: "live", IMPORT: "import", SIMULATED: "simulated" } as const;
type Spec = Parameters<typeof outcomeOf>[1];

function resolutionOf(record: ResolutionRecord, spec: Spec): z.input<typeof Resolution> {
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
    version: record.version,
    origin: ORIGIN[record.origin],
  };
}

const Note = z.string().trim().max(4000);
const Decided = z.object({ id: Id });

export const resolutionRoutes: readonly Route[] = [
  questionRoute("question.read", "GET /questions/{questionId}/resolutions", {
    operationId: "listResolutions",
    tag: "Resolutions",
    summary: "Every verdict proposed on a question and what became of it, newest first",
    answer: z.object({ items: z.array(Resolution) }),
    async handle({ actor, on }) {
      const { spec } = await readQuestion(actor, on.id);
      return { items: (await resolutionHistory(actor, on.id)).map((record) => resolutionOf(record, spec)) };
    },
  }),
  questionRoute("resolution.propose", "POST /questions/{questionId}/resolutions", {
    operationId: "proposeResolution",
    tag: "Resolutions",
    summary: "Propose a verdict, for another person to confirm",
    body: GivenResolution,
    example: {
      outcome: "yes",
      knownAt: "2026-11-20T12:00:00Z",
      evidence: "https://record.example/announcement",
      note: "As announced.",
    },
    answer: Decided,
    status: 201,
    async handle({ actor, on, body }) {
      const { spec } = await readQuestion(actor, on.id);
      const { proposalId: id } = await proposeResolution({ actor, question: on }, proposalOf(body, spec));
      return { id };
    },
  }),
  proposalRoute("resolution.confirm", "POST /resolutions/{proposalId}/confirmation", {
    operationId: "confirmResolution",
    tag: "Resolutions",
    summary: "Confirm a verdict that somebody else proposed; its question is scored at once",
    body: z.strictObject({ note: Note.optional() }).default({}),
    answer: Decided,
    async handle({ actor, on, body }) {
      await confirmResolution({ actor, proposal: on }, body);
      return { id: on.id };
    },
  }),
  proposalRoute("resolution.confirm", "POST /resolutions/{proposalId}/rejection", {
    operationId: "rejectResolution",
    tag: "Resolutions",
    summary: "Reject a verdict that somebody else proposed",
    body: z.strictObject({ note: Note.min(1, "Say why: the proposer reads it.") }),
    example: { note: "The source speaks of another port." },
    answer: Decided,
    async handle({ actor, on, body }) {
      await rejectResolution({ actor, proposal: on }, body);
      return { id: on.id };
    },
  }),
  proposalRoute("resolution.propose", "POST /resolutions/{proposalId}/retraction", {
    operationId: "retractResolution",
    tag: "Resolutions",
    summary: "Take back a proposal of your own",
    answer: Decided,
    async handle({ actor, on }) {
      await retractProposal({ actor, proposal: on });
      return { id: on.id };
    },
  }),
];
