import type { z } from "zod";
import { AppError } from "#server/platform/errors";
import { invalid } from "#server/routers/rest/problem";

/** What fields are called within, and what callers call them; empty for what they did not state. What is not in it has one name. */
export type Names = Readonly<Record<string, string>>;

/** Does it; a refusal that names a field names it as the caller knows it. */
export async function renaming<T>(names: Names, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError) || error.field === undefined) throw error;
    throw new AppError(error.code, error.message, renamed(error.field, names) || undefined, { cause: error });
  }
}

/** What a use case takes, made of a body. @throws {Problem} naming what is wrong as the caller knows it */
export function taken<T extends z.ZodType>(schema: T, value: unknown, names: Names = {}): z.output<T> {
  const made = schema.safeParse(value);
  if (made.success) return made.data;
  throw invalid("invalid-input", made.error, (field) => renamed(field, names));
}

/** A field as the caller knows it: `spec.options[1]` with `spec.options` called `options` is `options[1]`: the longest name that fits. */
export function renamed(field: string, names: Names): string {
  const fits = (inner: string) => field === inner || field.startsWith(`${inner}.`) || field.startsWith(`${inner}[`);
  const [inner] = Object.keys(names)
    .filter(fits)
    .sort((a, b) => b.length - a.length);
  return inner === undefined ? field : `${names[inner] ?? inner}${field.slice(inner.length)}`;
}
