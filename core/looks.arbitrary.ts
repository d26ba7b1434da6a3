import fc from "fast-check";

/** How far a property looks, in times of what the others look; RUNS scales all of them. */
export function looks(times: number): { numRuns: number } {
  return { numRuns: Math.ceil(times * (fc.readConfigureGlobal().numRuns ?? 100)) };
}
