import { z } from "zod";
import { notFound } from "#server/platform/errors";

const Id = z.uuid();

/** The id in a page's address: what cannot be one is nothing that exists. @throws NOT_FOUND */
export function pageId(text: string): string {
  const parsed = Id.safeParse(text);
  if (!parsed.success) throw notFound();
  return parsed.data;
}
