import { AppError } from "#server/platform/errors";
import { StartError } from "#server/platform/start-error";

/** What is written down of an error. */
interface SaidError {
  type: string;
  code?: string;
  message?: string;
  /** Of the database: what was touched, by its name in the schema. */
  about?: Record<string, string>;
  at?: string[];
  cause?: SaidError;
}

/** Frames of a stack that are written down. */
const MOST_FRAMES = 12;
const DEEPEST = 4;
/** Facts of a database's error that name things of the schema and no value of a row. */
const ABOUT = ["severity", "schema", "table", "column", "constraint", "routine", "modelName"];

/**
 * An error as the log may have it: its kind, its code and where it was thrown. What libraries put into a message or beside it may be
 * anything that people wrote (a database tells of the row, a parser of the text, a mail server of the address), so a
 * message is written only where it is the machine's or ours.
 */
export function saidError(error: unknown, depth = 0): SaidError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, stack, cause } = error;
  const code = field(error, "code");
  const about = Object.entries(factsOf(error));
  return {
    type: plainName(error.constructor.name || name),
    ...(code && /^[\w-]{1,60}$/.test(code) ? { code } : {}),
    ...(isPlain(error) ? { message: error.message } : {}),
    ...(about.length > 0 ? { about: Object.fromEntries(about) } : {}),
    at: framesOf(stack ?? "", error.message),
    ...(cause !== undefined && depth < DEEPEST ? { cause: saidError(cause, depth + 1) } : {}),
  };
}

/** Refusals of the operating system name an operation, a file or a port; our sentences for who starts the server are made for reading. */
function isPlain(error: Error): boolean {
  if (error instanceof AppError) return false;
  return (
    error instanceof StartError || (field(error, "syscall") !== null && /^[A-Z]\w+$/.test(field(error, "code") ?? ""))
  );
}

function factsOf(error: Error): Record<string, string> {
  const meta: unknown = "meta" in error ? error.meta : null;
  const sources = [error, ...(meta instanceof Object ? [meta] : [])];
  const facts: Record<string, string> = {};
  for (const source of sources)
    for (const name of ABOUT) {
      const value = field(source, name);
      if (value && /^[\w ]{1,80}$/.test(value)) facts[name] = value;
    }
  return facts;
}

function field(source: object, name: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(source, name)?.value;
  return typeof value === "string" ? value : null;
}

/** Where it was thrown: the part of the stack after the message, and of that what has the form of a place. */
export function framesOf(stack: string, message: string): string[] {
  const after = message === "" ? stack : stack.slice(stack.lastIndexOf(message) + message.length);
  return after
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^at [^"'`]{1,300}:\d+:\d+\)?$/.test(line))
    .slice(0, MOST_FRAMES);
}

const plainName = (name: string): string => (/^\w{1,60}$/.test(name) ? name : "Error");
