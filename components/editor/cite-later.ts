import { z } from "zod";
import { LONGEST_CITED } from "#core/rationale-references";

/** Words of a brief on their way into a rationale. */
export type CarriedWords = z.infer<typeof CarriedWords>;
const CarriedWords = z.object({
  scenarioId: z.uuid(),
  version: z.uuid(),
  start: z.int().min(0),
  end: z.int().min(1),
  exact: z.string().min(1),
});

const KEY = "bellwether:cite";

/** Carries words from the brief to the page of the rationale; they last as long as the tab. */
export function carry(words: CarriedWords): void {
  sessionStorage.setItem(KEY, JSON.stringify({ ...words, exact: words.exact.slice(0, LONGEST_CITED) }));
}

/** @returns what waits to be cited in a scenario's rationale, or null */
export function carried(scenarioId: string): CarriedWords | null {
  try {
    const words = CarriedWords.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
    return words.success && words.data.scenarioId === scenarioId ? words.data : null;
  } catch {
    return null; // a browser that keeps nothing, or somebody else's words under our name
  }
}

export function layDown(): void {
  sessionStorage.removeItem(KEY);
}
