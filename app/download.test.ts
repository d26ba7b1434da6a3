import { expect, it } from "vitest";
import { download } from "./download";

/** Text that knows what became of it, as one that holds a connection must. */
function held() {
  const fate = { begun: false, letGo: false };
  async function* text() {
    fate.begun = true;
    try {
      for (;;) yield "piece\n";
    } finally {
      fate.letGo = true;
    }
  }
  return { fate, text: text() };
}

it("nothing is read before the reader asks for it", async () => {
  const { fate, text } = held();
  const answer = download("a.csv", "text/csv", text, new AbortController().signal);
  await Promise.resolve();
  expect(fate.begun).toBe(false);
  await answer.body?.cancel();
});

it("what is half read is let go when the reader leaves, with or without a word", async () => {
  const cancelled = held();
  const reader = download("a.csv", "text/csv", cancelled.text, new AbortController().signal).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(cancelled.fate).toEqual({ begun: true, letGo: true });

  const dropped = held();
  const gone = new AbortController();
  await download("a.csv", "text/csv", dropped.text, gone.signal).body?.getReader().read();
  gone.abort();
  await expect.poll(() => dropped.fate.letGo).toBe(true);
});
