import { expect, it } from "vitest";
import { readApart } from "#server/briefs/read-apart";
import { readUpload, type Upload } from "#server/briefs/read-upload";
import { childTask } from "#server/platform/child-task";
import { AppError } from "#server/platform/errors";

const SENTENCE = "The ferry may stop in winter, and the island would then depend on one small aeroplane for its mail.";
const paste = (text: string): Upload => ({ kind: "text", text });
const file = (name: string, text: string): Upload => ({
  kind: "file",
  name,
  base64: Buffer.from(text).toString("base64"),
});

async function refusal(reading: Promise<unknown>): Promise<AppError> {
  const error = await reading.then(() => new Error("it was read")).catch((caught: unknown) => caught);
  if (error instanceof AppError) return error;
  throw error;
}

it("reads what the reader in this process reads, and refuses in the same words", async () => {
  const page = paste(`<h2>Winter</h2><p>${SENTENCE}</p><ol><li>One</li><li>Two</li></ol>`);
  expect(await readApart(page)).toEqual(readUpload(page));
  expect(await refusal(readApart(paste("\u0001\u0002\u0003 words")))).toMatchObject({
    code: "INVALID",
    field: "text",
    message: expect.stringContaining("does not read as text"),
  });
});

/** Pages that are made to take all time or all memory of whoever reads them. */
const BOMBS: readonly [name: string, text: string][] = [
  ["depth.html", `<html><body>${"<div>".repeat(150_000)}words`],
  ["lists.html", `<html><body><ol>${"<li>a".repeat(200_000)}`],
  ["attributes.html", `<html><body><p ${"a=b ".repeat(250_000)}>words</p>`],
  ["one-attribute.html", `<html><body><p title="${"<".repeat(1_900_000)}">words</p>`],
  ["entities.html", `<html><body><p>${"&amp".repeat(400_000)}</p>`],
  ["unclosed.html", `<html><body>${"<a href='".repeat(150_000)}`],
  ["spaces.txt", `words${" ".repeat(1_900_000)}!`],
  ["notes.txt", "[1] ".repeat(450_000)],
];

it("what is made to be endless is ended and named, while everybody else goes on", { timeout: 300_000 }, async () => {
  let longest = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 20);
  const reader = { worker: "briefs/brief-worker", memory: 96, patience: 6_000 } as const;
  const ends = await Promise.all(
    BOMBS.map(async ([name, text]) => {
      const said = await readApart(file(name, text), reader)
        .then(() => "read")
        .catch((error: unknown) => error);
      return [name, said] as const;
    }),
  );
  clearInterval(pulse);
  for (const [name, said] of ends) {
    if (said === "read") continue;
    expect(said, name).toBeInstanceOf(AppError);
    expect(said, name).toMatchObject({
      field: "text",
      message: expect.stringMatching(/paste|lines|parts|holds no text/i),
    });
  }
  expect(ends.filter(([, said]) => said !== "read").length).toBeGreaterThan(2);
  // The process that asked was never held up for as long as one of these takes.
  expect(longest).toBeLessThan(3_000);
});

it("a process without memory or time left ends with the reason", async () => {
  const endless = file("slow.html", `<html><body><ol>${"<li>a".repeat(200_000)}`);
  const reader = { worker: "briefs/brief-worker", memory: 512, patience: 1 } as const;
  expect(await childTask(reader, endless)).toEqual({ ended: "time" });
  expect(await childTask({ ...reader, memory: 12, patience: 60_000 }, endless)).toEqual({ ended: "memory" });
  const error = await refusal(readApart(endless, reader));
  expect(error).toMatchObject({ code: "INVALID", field: "text" });
  expect(error.message).toBe(
    "“slow.html” takes too long to read. Paste the words of the article as plain text: at most 2 MB, without the page around them.",
  );
});

it("a burst beyond what may wait is told to come again", async () => {
  const reads = await Promise.allSettled(Array.from({ length: 12 }, () => readApart(paste(SENTENCE))));
  const refused = reads.flatMap((read) => (read.status === "rejected" ? [read.reason] : []));
  expect(refused).toHaveLength(2);
  for (const reason of refused) expect(reason).toMatchObject({ code: "TOO_MANY" });
});
