import type { Connection } from "@hocuspocus/server";
import type { Closing } from "#server/collab/bounds";
import { Refusal } from "#server/collab/caller";

export const close = (webSocket: Connection["webSocket"], { code, reason }: Closing) => webSocket.close(code, reason);

/** Closes the socket with its reason and gives up what was being done. */
export function refuse(webSocket: Connection["webSocket"], closing: Closing): never {
  close(webSocket, closing);
  throw new Refusal(closing);
}
