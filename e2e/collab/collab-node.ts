import { z } from "zod";
import { testServer } from "#server/collab/test-server";
import { answerQuestions } from "./answers";

/**
 * A node that serves the shared documents and nothing else, as a process of its own: to be killed, measured, pinned. Its argument says
 * how, as JSON; it says on which port it listens, and how much it has used whenever it is asked.
 */
const { port, redisUrl, bounds } = z
  .object({
    port: z.number(),
    redisUrl: z.string().nullable(),
    bounds: z.record(z.string(), z.unknown()),
  })
  .parse(JSON.parse(process.argv[2] ?? "{}"));

const server = await testServer({ port, redisUrl, bounds });
answerQuestions(() => void server.stop().then(() => process.exit(0)));
process.send?.({ port: server.port });
