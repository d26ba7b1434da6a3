import { expect, it } from "vitest";
import { newsOf } from "./comment-news";
import type { ThreadView } from "./thread";

const comment = (id: string, given: Partial<ThreadView["comments"][number]> = {}) => ({
  id,
  by: "Ada",
  own: false,
  at: 0,
  body: "So?",
  rewordedAt: null,
  ...given,
});
const thread = (given: Partial<ThreadView> = {}): ThreadView => ({
  id: "t",
  words: "the port",
  place: null,
  anchor: { start: "", end: "", quote: { exact: "the port", prefix: "", suffix: "", stood: 1, alike: 1, twins: 1 } },
  comments: [comment("1")],
  resolved: null,
  ...given,
});

it("tells what others said since, not what one said oneself or what was withdrawn before it was seen", () => {
  const now = thread({
    comments: [comment("1"), comment("2", { own: true }), comment("3", { by: "Bo" }), comment("4", { body: null })],
  });
  expect(newsOf([thread()], [now])).toBe("New comment by Bo on “the port”.");
  expect(newsOf([], [thread()])).toBe("New comment by Ada on “the port”.");
});

it("tells what was resolved and reopened, and nothing where nothing happened", () => {
  const resolved = thread({ resolved: { by: "Bo", at: 1 } });
  expect(newsOf([thread()], [resolved])).toBe("Resolved by Bo: “the port”.");
  expect(newsOf([resolved], [thread()])).toBe("Open again: “the port”.");
  expect(newsOf([resolved], [resolved])).toBe("");
});
