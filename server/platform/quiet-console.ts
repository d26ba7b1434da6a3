import { log } from "#server/platform/log";
import { framesOf } from "#server/platform/said-error";

/**
 * Has what libraries say on the console of errors go through the log, which knows what may be written down: the page server prints
 * whatever was thrown, and what was thrown may hold what people wrote. Plain words are dropped for the place they were said at.
 */
export function quietConsole(to: Pick<typeof log, "error" | "warn"> = log): void {
  const say =
    (level: "error" | "warn") =>
    (...said: unknown[]): void => {
      const error = said.find((thing) => thing instanceof Error);
      if (error) to[level]({ error }, "a library told of an error");
      else to[level]({ at: framesOf(new Error().stack ?? "", "").slice(1, 5) }, "a library said something");
    };
  console.error = say("error");
  console.warn = say("warn");
}
