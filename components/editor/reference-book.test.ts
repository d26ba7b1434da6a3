import { expect, it, vi } from "vitest";
import { NO_REFERENCES, type ReadReferences, type References } from "#core/rationale-references";
import { ReferenceBook } from "./reference-book";

const id = (n: number) => `0198c5a0-7c00-7000-8000-${String(n).padStart(12, "0")}`;
const chip = (crowd: number | null) => ({ title: "Q", href: "/q", crowd, hidden: crowd === null });
const answer = (part: Partial<ReadReferences>): ReadReferences => ({ ...NO_REFERENCES, ...part });

function asked(
  reply: (asking: References) => Promise<ReadReferences> = async () => NO_REFERENCES,
  read?: ReadReferences,
) {
  const lookUp = vi.fn(reply);
  return { lookUp, book: new ReferenceBook(lookUp, read) };
}

it("asks once for what appears together, and not for what came with the page", async () => {
  const known = answer({ members: new Map([[id(1), "Ana"]]) });
  const { book, lookUp } = asked(
    async ({ members }) => answer({ members: new Map(members.map((m) => [m, "Ben"])) }),
    known,
  );
  book.want("mention", { member: id(1) });
  book.want("mention", { member: id(2) });
  book.want("mention", { member: id(2) });
  book.want("citation", { version: id(3), source: 4 });
  book.want("chip", { question: "not an id" });
  await vi.waitFor(() => expect(book.read().members.get(id(2))).toBe("Ben"));
  expect(lookUp).toHaveBeenCalledTimes(1);
  expect(lookUp).toHaveBeenCalledWith({
    citations: [{ kind: "source", version: id(3), source: 4 }],
    members: [id(2)],
    questions: [],
  });
  book.want("mention", { member: id(2) });
  expect(lookUp).toHaveBeenCalledTimes(1);
});

it("reads a crowd again when something happened to it, and tells whoever draws", async () => {
  let crowd: number | null = null;
  const { book } = asked(async ({ questions }) =>
    answer({ questions: new Map(questions.map((q) => [q, chip(crowd)])) }),
  );
  const heard = vi.fn();
  book.subscribe(heard);
  book.want("chip", { question: id(5) });
  await vi.waitFor(() => expect(book.read().questions.get(id(5))?.hidden).toBe(true));
  crowd = 0.4;
  expect(book.showsQuestion(id(5))).toBe(true);
  book.refresh([id(5)]);
  await vi.waitFor(() => expect(book.read().questions.get(id(5))?.crowd).toBe(0.4));
  expect(heard).toHaveBeenCalledTimes(2);
});

it("asks again for what no answer came to", async () => {
  const { book, lookUp } = asked();
  lookUp.mockRejectedValueOnce(new Error("no connection"));
  book.want("mention", { member: id(1) });
  await vi.waitFor(() => expect(lookUp).toHaveBeenCalledTimes(1));
  await vi.waitFor(() => {
    book.want("mention", { member: id(1) });
    expect(lookUp).toHaveBeenCalledTimes(2);
  });
});
