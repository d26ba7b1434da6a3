import { z } from "zod";

const LONGEST = 60;
/** How many tags one question carries. */
const MOST = 20;

/** A tag as people write it: one line, single spaces, in composed letters. */
export const tagName = z
  .string()
  .transform((text) => text.normalize("NFC").replace(/\s+/gu, " ").trim())
  .pipe(z.string().min(1, "A tag needs a name.").max(LONGEST, `A tag has at most ${LONGEST} characters.`));

/** The tags of a question, each once whatever its case. */
export const tagNames = z
  .array(tagName)
  .max(MOST, `A question carries at most ${MOST} tags.`)
  .transform((names) => [...new Map(names.toReversed().map((name) => [sameTag(name), name])).values()].reverse());

/** What two spellings of one tag have in common: “Winter” and “winter” are the same label to people. */
export const sameTag = (name: string): string => name.toLowerCase();
