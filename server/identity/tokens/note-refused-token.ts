import { noteRefusal } from "#server/identity/note-refusal";
import { stillNoted } from "#server/identity/rate-limits";
import type { RefusedToken } from "#server/identity/tokens/token-actor";
import { networkOf } from "#server/platform/client-address";

/** Writes down a refused token: once in a quarter of an hour for a token from an address, and for all unknown ones from it. */
export async function noteRefusedToken(refused: RefusedToken, address: string): Promise<void> {
  const { because, tokenId, userId, teamId } = refused;
  if (!(await stillNoted("refusal.token", `${tokenId ?? "unknown"} ${networkOf(address)}`))) return;
  await noteRefusal({ door: "API token", because, userId, teamId, of: tokenId ?? undefined, address });
}
