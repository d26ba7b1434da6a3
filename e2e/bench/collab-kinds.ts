import { type RunningProcess, startNode, startProcess } from "../collab/node-process";

/** Our server and everything that it is held against. */
export type Kind = "ours" | "relay" | "memory" | "database";

export const KIND_WORDS = {
  relay: "a relay with no CRDT",
  memory: "Hocuspocus in memory",
  database: "Hocuspocus with its database extension",
} as const;

const EVERYWHERE = { perSecond: 1e9, burst: 1e9 };

export function startKind(kind: Kind, databaseUrl: string, core?: number): Promise<RunningProcess> {
  const where = { databaseUrl, path: "", ...(core === undefined ? {} : { core }) };
  switch (kind) {
    case "ours":
      // The load comes from a hundred accounts, some of which type faster than people do.
      return startNode(
        {
          databaseUrl,
          bounds: { messages: EVERYWHERE, bytes: EVERYWHERE, awareness: EVERYWHERE, connectionsPerUser: 1e6 },
        },
        core,
      );
    case "relay":
      return startProcess("e2e/bench/collab-relay.ts", {}, where);
    case "memory":
      return startProcess("e2e/collab/stock-node.ts", { port: 0, stored: false }, where);
    case "database":
      return startProcess("e2e/collab/stock-node.ts", { port: 0, stored: true }, where);
  }
}

/**
 * Runs a measurement on servers of several kinds in turn, round after round: what disturbs the machine for a while then
 * disturbs all of them, and the middle one of the rounds leaves it out.
 *
 * @param measure is given the number of the round
 */
export async function inTurn<Result>(
  servers: ReadonlyMap<Kind, RunningProcess>,
  rounds: number,
  measure: (server: RunningProcess, round: number) => Promise<Result>,
): Promise<(kind: Kind) => Result[]> {
  const results = new Map<Kind, Result[]>([...servers.keys()].map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [kind, server] of servers) results.get(kind)?.push(await measure(server, round));
  return (kind) => results.get(kind) ?? [];
}
