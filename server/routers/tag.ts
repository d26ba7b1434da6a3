import { z } from "zod";
import { deleteTag, mergeTags, renameTag } from "#server/questions/tags/manage-tags";
import { setTags } from "#server/questions/tags/put-tags";
import { tagName, tagNames } from "#server/questions/tags/tag-name";
import { questionProcedure, teamProcedure } from "#server/routers/procedures";
import { t } from "#server/routers/trpc";

const One = z.object({ tagId: z.uuid() });

export const tagRouter = t.router({
  set: questionProcedure("question.write")
    .input(z.object({ tags: tagNames }))
    .mutation(({ ctx, input }) => setTags(ctx, input)),
  rename: teamProcedure("question.write")
    .input(One.extend({ name: tagName }))
    .mutation(({ ctx, input }) => renameTag(ctx, input)),
  merge: teamProcedure("question.write")
    .input(One.extend({ into: z.uuid() }))
    .mutation(({ ctx, input }) => mergeTags(ctx, input)),
  delete: teamProcedure("question.write")
    .input(One)
    .mutation(({ ctx, input }) => deleteTag(ctx, input)),
});
