import { z } from "zod";
import { Problem } from "#server/routers/rest/problem";

const USUAL = 50;
const MOST = 200;

const whole = (message: string) =>
  z
    .string()
    .regex(/^\d{1,4}$/, message)
    .transform(Number);

/** What a list is asked for by, beside its own filters. */
export const paging = {
  limit: whole(`A number from 1 to ${MOST}.`)
    .pipe(z.number().min(1, `At least 1.`).max(MOST, `At most ${MOST}.`))
    .default(USUAL)
    .meta({ type: "integer", minimum: 1, maximum: MOST, description: `How many at most; ${USUAL} unless said.` }),
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "`next` of the page before. It means nothing by itself." }),
};

export interface Page {
  limit: number;
  cursor?: string | undefined;
}

/** A page of a list: at most as many as asked for, and how to ask for more. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: "The cursor of the next page; null on the last." }),
  });

/** A cursor that goes on after a place. */
export const pageFrom = (key: readonly (string | number)[]) => Buffer.from(JSON.stringify(key)).toString("base64url");

/**
 * What a cursor says: the place of the last that was read, in the order of the list.
 *
 * @throws {Problem} for what no page was ever asked to go on from
 */
export function placeIn<T extends z.ZodType>(cursor: string | undefined, key: T): z.output<T> | null {
  if (cursor === undefined) return null;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    const message = "This is no cursor of this list.";
    throw new Problem("bad-request", message, { errors: [{ field: "cursor", message }] });
  }
}

/** A cursor of a list in the order of its ids. */
export const ID_PLACE = z.tuple([z.uuid()]);
/** A cursor of a list in the order of its numbers. */
export const NUMBER_PLACE = z.tuple([
  z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
]);

/** @param found one more than the page holds, where there are more */
export function page<T>(found: readonly T[], limit: number, key: (last: T) => readonly (string | number)[]) {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? pageFrom(key(last)) : null };
}
