import pino, { type DestinationStream } from "pino";
import { saidError } from "#server/platform/said-error";

/**
 * Structured log. What is logged is a constant sentence, ids, codes and counts: never a text, an address, a probability, a token
 * or anybody's e-mail; errors go through `saidError`, under the name `error`.
 */
export const logTo = (destination: DestinationStream, level: string) =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: (error: unknown) => saidError(error), err: (error: unknown) => saidError(error) },
    },
    destination,
  );

/** On standard error: standard output is for the person who started the process. */
export const log = logTo(pino.destination(2), process.env.NODE_ENV === "test" ? "silent" : "info");
