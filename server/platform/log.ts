import pino from "pino";

/** Structured log on standard error: standard output is for the person who started the process. Never a text, an address or a probability. */
export const log = pino(
  {
    level: process.env.NODE_ENV === "test" ? "silent" : "info",
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: pino.stdSerializers.err },
  },
  pino.destination(2),
);
