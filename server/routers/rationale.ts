import { z } from "zod";
import { REFERENCES_AT_ONCE } from "#core/rationale-references";
import { readReferences } from "#server/rationales/read-references";
import { referencePalette } from "#server/rationales/reference-palette";
import { nameVersion, versionInput } from "#server/rationales/versions/name-version";
import { redactionInput, redactRationale } from "#server/rationales/versions/redact";
import { restoreInput, restoreRationale } from "#server/rationales/versions/restore";
import { scenarioProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const Id = z.uuid();
const Place = z.object({ kind: z.literal("passage"), version: Id, start: z.int().min(0), end: z.int().min(1) });
const Note = z.object({ kind: z.literal("source"), version: Id, source: z.int().min(1) });
const AT_ONCE = `At most ${REFERENCES_AT_ONCE} references of a kind are looked up at once.`;

const referencesInput = z.object({
  citations: z.array(z.discriminatedUnion("kind", [Place, Note])).max(REFERENCES_AT_ONCE, AT_ONCE),
  members: z.array(Id).max(REFERENCES_AT_ONCE, AT_ONCE),
  questions: z.array(Id).max(REFERENCES_AT_ONCE, AT_ONCE),
});

export const rationaleRouter = t.router({
  /** What references say to this reader. It stores nothing; a mutation because many of them are too long for an address. */
  references: scenarioProcedure("rationale.read")
    .input(referencesInput)
    .mutation(({ ctx, input: { citations, members, questions } }) =>
      readReferences(ctx.actor, ctx.scenario.teamId, {
        // The words come from the brief, not from whoever asks.
        citations: citations.map((citation) => (citation.kind === "passage" ? { ...citation, exact: "" } : citation)),
        members,
        questions,
      }),
    ),
  nameVersion: scenarioProcedure("rationale.edit")
    .input(versionInput)
    .mutation(({ ctx, input }) => nameVersion(ctx, input)),
  restore: scenarioProcedure("rationale.edit")
    .input(restoreInput)
    .mutation(({ ctx, input }) => restoreRationale(ctx, input)),
  redact: scenarioProcedure("rationale.redact")
    .input(redactionInput)
    .mutation(({ ctx, input }) => redactRationale(ctx, input)),
  palette: scenarioProcedure("rationale.edit").query(({ ctx }) => referencePalette(ctx.actor, ctx.scenario.id)),
});
