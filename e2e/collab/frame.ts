import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import { rationaleName } from "#core/rationale";

/** A message of the protocol about a scenario's document, from its type and parts. */
export function frame(scenarioId: string, type: number, ...parts: (number | string | Uint8Array)[]): Uint8Array {
  const encoder = createEncoder();
  writeVarString(encoder, rationaleName(scenarioId));
  writeVarUint(encoder, type);
  for (const part of parts) {
    if (typeof part === "number") writeVarUint(encoder, part);
    else if (typeof part === "string") writeVarString(encoder, part);
    else writeVarUint8Array(encoder, part);
  }
  return toUint8Array(encoder);
}
