import { z } from "zod";
import { db } from "#server/platform/db";
import { wrongField } from "#server/routers/rest/problem";

/** Words of a brief, and where they are where that is not plain. */
export const GivenQuote = {
  quote: z.string().min(1).max(4000).meta({ description: "Exact words of the newest version of the brief." }),
  start: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .meta({ description: "Where they begin in its text; needed where they stand there more than once." }),
};

/** What fields of the use cases are called here. */
export const QUOTE_FIELDS = { exact: "quote", "quote.exact": "quote", "quote.start": "start", end: "quote" } as const;

/** Where words stand in the newest version of a brief. */
export async function placeOf(briefId: string, exact: string, given: number | undefined) {
  const version = await db.briefVersion.findFirst({
    where: { briefId },
    orderBy: { number: "desc" },
    select: { id: true, text: true },
  });
  const text = version?.text ?? "";
  const start = given ?? text.indexOf(exact);
  if (!version || start < 0) throw wrongField("quote", "These words do not stand in the newest version of the brief.");
  if (given === undefined && text.indexOf(exact, start + 1) >= 0)
    throw wrongField("start", "These words stand there more than once: say where they begin.");
  return { briefVersionId: version.id, start, end: start + exact.length, exact };
}
