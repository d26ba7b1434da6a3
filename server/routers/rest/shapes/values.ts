import { z } from "zod";
import { formatInstant, parseInstant } from "#core/instant";

/** A part of the OpenAPI document with a name: written once, and referred to. */
export function named<T extends z.ZodType>(id: string, schema: T): T {
  return schema.meta({ id });
}

export const Id = z.uuid();

/** An instant in an answer, in UTC: as world files write it. */
export const At = z.string().meta({ format: "date-time", description: "An instant in UTC." });

/** A value of a scale: a number, or an instant of a date question. */
export const ScaleValue = z.union([z.number(), z.string()]);

export const at = (instant: Date | number): string =>
  formatInstant(typeof instant === "number" ? instant : instant.getTime());
export const atOrNull = (instant: Date | number | null): string | null => (instant === null ? null : at(instant));

/** What a calendar that people use and the database both know. */
const EARLIEST = Date.UTC(1900, 0);
const LATEST = Date.UTC(2400, 0);

/** An instant in a call: date, time with seconds, `Z` or an offset. */
export const GivenAt = z
  .string()
  .meta({ format: "date-time", description: "An instant such as 2026-02-01T09:00:00Z, from 1900 to 2400." })
  .transform((written, ctx) => {
    try {
      const instant = parseInstant(written);
      if (instant >= EARLIEST && instant < LATEST) return new Date(instant);
      ctx.addIssue({ code: "custom", message: "An instant lies in the years 1900 to 2399 here." });
    } catch (error) {
      ctx.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    }
    return z.NEVER;
  });

/** What a file is called where it comes from; it is kept without folders. */
export const fileName = z
  .string()
  .trim()
  .min(1, "Say what the file is called.")
  .max(255, "A name has at most 255 characters.")
  .meta({ description: "What the file is called, with its extension." });
