import { expect, it } from "vitest";
import { hasWords, type ThreadEntry, threadOf } from "#core/comment-thread";

const entry = (id: string, given: Partial<ThreadEntry> = {}): ThreadEntry => ({
  id,
  by: "ada",
  at: Number(id),
  kind: "COMMENT",
  commentId: null,
  body: `said ${id}`,
  ...given,
});
const reworded = (id: string, commentId: string, body: string) => entry(id, { kind: "REWORDING", commentId, body });
const withdrawn = (id: string, commentId: string) => entry(id, { kind: "WITHDRAWAL", commentId, body: null });

it("comments stand in the order in which they were made, in their latest words", () => {
  const { comments } = threadOf([entry("1"), entry("2", { by: "bo" }), reworded("3", "1", "better said")]);
  expect(comments).toEqual([
    { id: "1", by: "ada", at: 1, body: "better said", rewordedAt: 3 },
    { id: "2", by: "bo", at: 2, body: "said 2", rewordedAt: null },
  ]);
});

it("a withdrawn comment keeps its place without words; given back it is as it was", () => {
  const taken = [entry("1"), entry("2"), withdrawn("3", "1")];
  expect(threadOf(taken).comments[0]).toMatchObject({ body: null });
  expect(hasWords(threadOf(taken))).toBe(true);
  expect(threadOf([...taken, reworded("4", "1", "said 1")]).comments[0]).toMatchObject({
    body: "said 1",
    rewordedAt: null,
  });
  expect(threadOf([...taken, reworded("4", "1", "other words")]).comments[0]).toMatchObject({ rewordedAt: 4 });
});

it("nothing is left to read once every comment was taken back", () => {
  expect(hasWords(threadOf([entry("1"), withdrawn("2", "1")]))).toBe(false);
});

it("it is resolved or open as was said last", () => {
  const resolved = entry("2", { kind: "RESOLVED", by: "bo", body: null });
  const reopened = entry("3", { kind: "REOPENED", body: null });
  expect(threadOf([entry("1")]).resolved).toBeNull();
  expect(threadOf([entry("1"), resolved]).resolved).toEqual({ by: "bo", at: 2 });
  expect(threadOf([entry("1"), resolved, reopened]).resolved).toBeNull();
});

it("refuses what is about no comment of the thread", () => {
  expect(() => threadOf([entry("1"), withdrawn("2", "9")])).toThrow("not in its thread");
});

it("a comment whose author was erased keeps its place without words", () => {
  expect(threadOf([entry("1", { body: null })]).comments).toMatchObject([{ id: "1", body: null, rewordedAt: null }]);
});
