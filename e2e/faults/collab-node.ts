import { testServer } from "#server/collab/test-server";

/** A node that serves the shared documents and nothing else, to be killed. Its port is its argument, or 0. */
const server = await testServer({ port: Number(process.argv[2] ?? 0) });
process.send?.({ port: server.port });
