import { redirect } from "next/navigation";
import { fromZonedField } from "#components/ui/zoned-field";
import { parseInstant } from "#core/instant";
import { first } from "./search-params";

type Params = Record<string, string | string[] | undefined>;

/** Which instant a page is asked for: null for now. `fault` says what of the address was no instant. */
export interface AsOf {
  at: number | null;
  fault: string | null;
}

/**
 * Reads the instant that a page is to be shown as of. `at` is the one that links carry. `on` is what the form of the page
 * sends without a script, a wall time in the reader's zone: it leads to the address that means the same to everybody.
 */
export function asOf(params: Params, path: string, zone: string): AsOf {
  const on = first(params.on);
  if (on) {
    const named = fromZonedField(on.slice(0, 16), zone);
    if (named) redirect(`${path}?at=${named.toISOString()}`);
    return { at: null, fault: on };
  }
  const given = first(params.at);
  if (!given) return { at: null, fault: null };
  try {
    const at = Math.floor(parseInstant(given));
    // What lies ahead has not stood yet: the page shows now.
    return { at: at < Date.now() ? at : null, fault: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { at: null, fault: given };
  }
}
