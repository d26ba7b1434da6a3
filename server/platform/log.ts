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

/**
 * On standard error: standard output is for the person who started the process. By Node's own stream: pino's waits for ever, and with it
 * the whole process, where whoever read the log has gone.
 */
export const log = logTo(process.stderr, process.env.NODE_ENV === "test" ? "silent" : "info");
