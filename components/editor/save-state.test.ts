import { describe, expect, it } from "vitest";
import { CLOSED } from "#core/rationale";
import { saveWords } from "./save-state";

const NOW = Date.parse("2026-05-20T12:32:10Z");
const words = (state: Parameters<typeof saveWords>[0], stored: number | null = null) =>
  saveWords(state, stored, "Europe/Istanbul", NOW);

describe("what the screen says of a save state", () => {
  it("is Saved with the reader's own time, or the day of what was written before", () => {
    expect(words({ kind: "saved", at: NOW })).toBe("Saved 15:32");
    expect(words({ kind: "saved", at: null }, Date.parse("2026-05-02T08:00:00Z"))).toMatch(/^Saved 2 May/);
    expect(words({ kind: "saved", at: null })).toBe("Nothing written yet");
  });

  it("is never Saved while something is not", () => {
    expect(words({ kind: "saving" }, NOW)).toBe("Saving…");
    expect(words({ kind: "lost", unsaved: true }, NOW)).toBe("Not saved – retrying");
    expect(words({ kind: "lost", unsaved: false }, NOW)).toBe("Connection lost – retrying");
    const offline = saveWords({ kind: "lost", unsaved: true }, NOW, "UTC", NOW, true);
    expect(offline).toBe("Offline – kept on this device");
    for (const { reason } of Object.values(CLOSED))
      expect(words({ kind: "refused", because: reason, unsaved: true }, NOW)).not.toMatch(/^Saved/);
  });
});
