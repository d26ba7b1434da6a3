import { z } from "zod";
import { briefTextInput, createBrief } from "#server/briefs/create-brief";
import { createVersion, newVersionInput } from "#server/briefs/create-version";
import { readApart } from "#server/briefs/read-apart";
import { upload } from "#server/briefs/read-upload";
import { reviewInput, reviewVersion } from "#server/briefs/review-version";
import { briefProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const briefRouter = t.router({
  /** What would be kept and cut. It stores nothing; a mutation because a text is too long for an address. */
  preview: teamProcedure("brief.write")
    .input(z.object({ upload }))
    .mutation(({ input }) => readApart(input.upload)),
  create: teamProcedure("brief.write")
    .input(briefTextInput)
    .mutation(({ ctx, input }) => createBrief(ctx, input)),
  /** What would become of the quotes of its scenarios in a next version. It stores nothing either. */
  review: briefProcedure("brief.write")
    .input(reviewInput)
    .mutation(({ ctx, input }) => reviewVersion(ctx, input)),
  createVersion: briefProcedure("brief.write")
    .input(newVersionInput)
    .mutation(({ ctx, input }) => createVersion(ctx, input)),
});
