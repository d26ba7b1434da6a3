import { z } from "zod";
import { createBrief, newBriefInput } from "#server/briefs/create-brief";
import { readUpload, upload } from "#server/briefs/read-upload";
import { teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

export const briefRouter = t.router({
  /** What would be kept and cut. It stores nothing; a mutation because a text is too long for an address. */
  preview: teamProcedure("brief.write")
    .input(z.object({ upload }))
    .mutation(({ input }) => readUpload(input.upload)),
  create: teamProcedure("brief.write")
    .input(newBriefInput)
    .mutation(({ ctx, input }) => createBrief(ctx, input)),
});
