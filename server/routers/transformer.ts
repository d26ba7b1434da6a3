import superjson, { type SuperJSONResult } from "superjson";

/** What inputs hold that JSON has no word for: dates, what is left out, and numbers that are none. */
const TAKEN: ReadonlySet<unknown> = new Set(["Date", "undefined", "number"]);

/**
 * superjson, which makes of an input what its sender asks for, held to what inputs of ours are made of. It would make an array of as
 * many gigabytes as somebody names in ten characters, who need not be signed in.
 */
export const transformer = {
  input: { serialize: superjson.serialize, deserialize: readInput },
  output: { serialize: superjson.serialize, deserialize: superjson.deserialize },
};

/** @throws {TypeError} which the door answers as a request that cannot be read */
function readInput(given: SuperJSONResult): unknown {
  if (!asksForTaken(given?.meta?.values))
    throw new TypeError("This input asks for a kind of value that nothing takes.");
  return superjson.deserialize(given);
}

/** The kinds stand in a tree: a list is a kind and what is below it, anything else what is below alone. */
function asksForTaken(values: unknown): boolean {
  const left: unknown[] = [values];
  while (left.length > 0) {
    const tree = left.pop();
    if (!(tree instanceof Object)) continue;
    const [kind, below] = Array.isArray(tree) ? [tree[0], tree[1]] : [null, tree];
    if (kind !== null && !TAKEN.has(kind)) return false;
    for (const branch of Object.values(below ?? {})) left.push(branch);
  }
  return true;
}
