import { StartError } from "#server/platform/start-error";

/** Runs the body of a command line program: a reason that a person can act on is printed as one line and ends it with status 1. */
export async function runCommand(body: () => Promise<void>): Promise<never> {
  try {
    await body();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  }
}
