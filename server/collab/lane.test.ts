import { Connection, Document } from "@hocuspocus/server";
import { expect, it, onTestFinished } from "vitest";
import type { Frame } from "#server/collab/bounds";
import { lanes } from "#server/collab/lane";

const [QUESTION, EDIT] = [0, 2];
const message = (kind: number, letter: string): Frame => {
  const payload = new TextEncoder().encode(letter);
  return { data: payload, name: "a text", type: 0, kind, payload };
};
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Lanes whose steps end when the test says so. */
function steps() {
  const taken: { what: string; end: PromiseWithResolvers<void> }[] = [];
  const failures: unknown[] = [];
  const step = (what: string) => {
    const end = Promise.withResolvers<void>();
    taken.push({ what, end });
    return end.promise;
  };
  const document = new Document("a text");
  onTestFinished(() => document.destroy());
  const line = { readyState: 1, send: () => {}, close: () => {} };
  return {
    connection: () => new Connection(line, new Request("http://collab.invalid"), document, "", {}),
    lanes: lanes({
      edits: (_connection, updates) => step(updates.map(textOf).join("+")),
      other: (_connection, { payload }) => step(`? ${textOf(payload)}`),
      failed: (_connection, error) => void failures.push(error),
    }),
    said: () => taken.map(({ what }) => what),
    failures,
    async end(index: number, error?: Error) {
      if (error) taken[index]?.end.reject(error);
      else taken[index]?.end.resolve();
      await new Promise(setImmediate);
    },
  };
}

it("edits that gather go on together, in their order and never past another message", async () => {
  const { lanes: open, connection, said, end } = steps();
  const one = connection();
  for (const letter of "abc") open.take(one, message(EDIT, letter));
  open.take(one, message(QUESTION, "d"));
  for (const letter of "ef") open.take(one, message(EDIT, letter));
  expect(said()).toEqual(["a"]);
  for (const step of [0, 1, 2, 3]) await end(step);
  expect(said()).toEqual(["a", "b+c", "? d", "e+f"]);
});

it("connections do not wait for each other; all has been dealt with when the last has", async () => {
  const { lanes: open, connection, said, end } = steps();
  const [one, two] = [connection(), connection()];
  open.take(one, message(EDIT, "a"));
  open.take(two, message(EDIT, "b"));
  expect(said()).toEqual(["a", "b"]);
  let settled = false;
  const waiting = open.settled().then(() => {
    settled = true;
  });
  await end(0);
  expect(settled).toBe(false);
  await end(1);
  await waiting;
});

it("after a failure nothing more of what had gathered is taken, and others go on", async () => {
  const { lanes: open, connection, said, failures, end } = steps();
  const [one, two] = [connection(), connection()];
  for (const letter of "abc") open.take(one, message(EDIT, letter));
  open.take(two, message(EDIT, "x"));
  await end(0, new Error("refused"));
  await end(1);
  open.take(two, message(EDIT, "y"));
  expect(said()).toEqual(["a", "x", "y"]);
  expect(failures).toEqual([new Error("refused")]);
  await end(2);
  await open.settled();
});
