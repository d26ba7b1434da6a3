import { expect, it } from "vitest";
import { db } from "#server/platform/db";
import { deleteTag, mergeTags, renameTag } from "#server/questions/tags/manage-tags";
import { setTags } from "#server/questions/tags/put-tags";
import { tagNames } from "#server/questions/tags/tag-name";
import { tagsOfTeam } from "#server/questions/tags/tag-queries";
import { questionFixture } from "#server/scores/question.fixture";

async function scene() {
  const q = await questionFixture();
  const lead = await q.person("LEAD");
  const ctx = { actor: lead, teamId: q.teamId, question: { id: q.questionId, teamId: q.teamId } };
  const put = (...tags: string[]) => setTags(ctx, { tags: tagNames.parse(tags) });
  const idOf = async (name: string) => (await db.tag.findFirstOrThrow({ where: { teamId: q.teamId, name } })).id;
  const onIt = async () => (await tagsOfTeam(lead, q.teamId)).map(({ name, questions }) => [name, questions.length]);
  const audited = (action: string) => db.auditEntry.count({ where: { teamId: q.teamId, action } });
  return { q, ctx, put, idOf, onIt, audited };
}

it("a question carries exactly the tags it was given; the answer says what it carried before", async () => {
  const { put, onIt, audited } = await scene();
  expect(await put("winter", "treaty")).toEqual({ before: [], tags: ["treaty", "winter"] });
  expect(await put("winter")).toEqual({ before: ["treaty", "winter"], tags: ["winter"] });
  expect(await onIt()).toEqual([
    ["treaty", 0],
    ["winter", 1],
  ]);
  await put("winter");
  expect(await audited("question.tag"), "what changes nothing is not recorded").toBe(2);
});

it("another spelling of a tag is that tag; spaces and repeated names are tidied", async () => {
  const { put, onIt } = await scene();
  await put("Black  Sea ");
  expect(await put("black sea", "BLACK SEA")).toMatchObject({ tags: ["Black Sea"] });
  expect(await onIt()).toEqual([["Black Sea", 1]]);
  expect(tagNames.safeParse([" "]).success).toBe(false);
  expect(tagNames.safeParse(["x".repeat(61)]).success).toBe(false);
  expect(tagNames.safeParse(Array.from({ length: 21 }, (_, n) => `t${n}`)).success).toBe(false);
});

it("two people who make one tag in two spellings at once make one", async () => {
  const { q, put, ctx } = await scene();
  await Promise.all([put("winter"), setTags(ctx, { tags: ["Winter"] })]);
  expect(await db.tag.count({ where: { teamId: q.teamId } })).toBe(1);
});

it("a tag is renamed wherever it stands, also to another case of itself, never to one that exists", async () => {
  const { ctx, put, idOf, onIt, audited } = await scene();
  await put("winter", "treaty");
  expect(await renameTag(ctx, { tagId: await idOf("winter"), name: "Winter" })).toEqual({ before: "winter" });
  expect(await onIt()).toContainEqual(["Winter", 1]);
  await expect(renameTag(ctx, { tagId: await idOf("Winter"), name: "Treaty" })).rejects.toMatchObject({
    code: "CONFLICT",
    field: "name",
  });
  expect(await audited("tag.rename")).toBe(1);
});

it("merged, one tag stands in the place of both; deleted, it is off every question", async () => {
  const { ctx, put, idOf, onIt, audited } = await scene();
  await put("winter", "cold", "treaty");
  const [tagId, into] = [await idOf("cold"), await idOf("winter")];
  await expect(mergeTags(ctx, { tagId, into: tagId })).rejects.toMatchObject({ code: "INVALID" });
  expect(await mergeTags(ctx, { tagId, into })).toEqual({ questions: 1 });
  expect(await deleteTag(ctx, { tagId: await idOf("treaty") })).toEqual({ questions: 1 });
  expect(await onIt()).toEqual([["winter", 1]]);
  expect([await audited("tag.merge"), await audited("tag.delete")]).toEqual([1, 1]);
});

it("another team's tag is nothing one can touch or merge into", async () => {
  const [ours, theirs] = [await scene(), await scene()];
  await ours.put("winter");
  await theirs.put("summer");
  const foreign = await theirs.idOf("summer");
  await expect(deleteTag(ours.ctx, { tagId: foreign })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(mergeTags(ours.ctx, { tagId: await ours.idOf("winter"), into: foreign })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(tagsOfTeam(ours.ctx.actor, theirs.q.teamId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("a draft's tag shows its question only to those who may write it", async () => {
  const { q, put } = await scene();
  await put("winter");
  await db.question.update({ where: { id: q.questionId }, data: { state: "DRAFT" } });
  const [tag] = await tagsOfTeam(await q.person("FORECASTER"), q.teamId);
  expect(tag).toMatchObject({ name: "winter", questions: [] });
});
