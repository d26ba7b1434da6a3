import type { z } from "zod";
import { type Fault, type Placed, WORLD_FORMAT, type World, worldSections } from "#core/world";
import { checkWorld, type WorldBounds } from "#core/world-check";

/**
 * Reads a world file that was parsed as JSON. Element by element, so that one fault hides no other: the shape of each,
 * then what they say of each other.
 *
 * @param bounds what becomes of a probability that cannot be recorded: `refuse` makes it a fault, `record` keeps it at
 *   the nearest bound with what was stated beside it
 * @param now no forecast or answer may lie after it
 * @returns the world, or every fault; `ignored` names keys that the format does not know
 */
export function readWorld(
  json: unknown,
  { bounds, now }: { bounds: WorldBounds; now: number },
): { world: World; ignored: string[] } | { faults: Fault[] } {
  if (!isObject(json)) return { faults: [{ path: "$", message: "a world file is a JSON object" }] };
  const faults: Fault[] = [];
  if (json.format !== WORLD_FORMAT) {
    faults.push({
      path: "format",
      message: `must be "${WORLD_FORMAT}", got ${JSON.stringify(json.format) ?? "nothing"}`,
    });
  }
  const ignored = Object.keys(json).filter((key) => !KNOWN.has(key));
  const read = <S extends z.ZodType<object>>(section: string, schema: S) =>
    readSection(json, section, schema, faults, ignored);
  const world: World = {
    people: read("people", worldSections.people),
    briefs: read("briefs", worldSections.briefs),
    scenarios: read("scenarios", worldSections.scenarios),
    relations: read("relations", worldSections.relations),
    questions: read("questions", worldSections.questions),
    forecasts: read("forecasts", worldSections.forecasts),
    resolutions: read("resolutions", worldSections.resolutions),
  };
  const stated = {
    people: namesIn(json.people),
    briefs: namesIn(json.briefs),
    scenarios: namesIn(json.scenarios),
    questions: namesIn(json.questions),
  };
  const whole = !faults.some(({ path }) => path.startsWith("forecasts"));
  faults.push(...checkWorld(world, { stated, whole, bounds, now }));
  return faults.length > 0 ? { faults } : { world, ignored };
}

/** `scores` and `withheld` are written by an export; the first is computed anew, the second only says what is missing. */
const KNOWN = new Set(["format", "scores", "withheld", ...Object.keys(worldSections)]);

function readSection<S extends z.ZodType<object>>(
  json: Record<string, unknown>,
  section: string,
  schema: S,
  faults: Fault[],
  ignored: string[],
): Placed<z.infer<S>>[] {
  const elements = json[section] ?? [];
  if (!Array.isArray(elements)) {
    faults.push({ path: section, message: "must be an array" });
    return [];
  }
  const good: Placed<z.infer<S>>[] = [];
  elements.forEach((element: unknown, index) => {
    const path = `${section}[${index}]`;
    const parsed = schema.safeParse(element);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) faults.push({ path: pathOf(path, issue.path), message: issue.message });
      return;
    }
    if (isObject(element)) {
      ignored.push(...Object.keys(element).flatMap((key) => (key in parsed.data ? [] : [`${path}.${key}`])));
    }
    good.push({ ...parsed.data, path });
  });
  return good;
}

/** Ids that elements state, faulty ones included: a reference to one of those is no fault of its own. */
function namesIn(elements: unknown): ReadonlySet<string> {
  if (!Array.isArray(elements)) return new Set();
  return new Set(
    elements.flatMap((element: unknown) => (isObject(element) && typeof element.id === "string" ? [element.id] : [])),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pathOf(prefix: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (built, key) => (typeof key === "number" ? `${built}[${key}]` : `${built}.${String(key)}`),
    prefix,
  );
}
