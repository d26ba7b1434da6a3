import { formatInstant, parseInstant } from "#core/instant";

/** A point in the history of a rationale, as addresses of pages name it. */
export type RationalePoint =
  | { readonly kind: "now" }
  /** The version with that number. */
  | { readonly kind: "version"; readonly number: number }
  /** After an update of the log. */
  | { readonly kind: "update"; readonly seq: number }
  /** Milliseconds since the epoch. */
  | { readonly kind: "instant"; readonly at: number };

/** How a point is written, for somebody who wrote something else. */
export const POINT_FORMAT = "“now”, a version like “v3”, or an instant like 2026-02-01T09:00:00Z";

/** @returns null for anything that {@link writePoint} does not write, but for the decimals and the offset of an instant */
export function readPoint(text: string): RationalePoint | null {
  if (text === "now") return { kind: "now" };
  const [, letter, digits] = /^([vu])(\d{1,9})$/.exec(text) ?? [];
  if (letter === "v") return { kind: "version", number: Number(digits) };
  if (letter === "u") return { kind: "update", seq: Number(digits) };
  try {
    return { kind: "instant", at: parseInstant(text) };
  } catch {
    return null;
  }
}

export function writePoint(point: RationalePoint): string {
  switch (point.kind) {
    case "now":
      return "now";
    case "version":
      return `v${point.number}`;
    case "update":
      return `u${point.seq}`;
    case "instant":
      return formatInstant(point.at);
  }
}
