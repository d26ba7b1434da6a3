export type ErrorCode =
  | "NOT_SIGNED_IN"
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "INVALID"
  | "CONFLICT"
  | "TOO_MANY"
  | "TOO_LARGE"
  | "UNAVAILABLE";

/**
 * The one error that reaches people. Its message says what happened and what to do; each transport maps its code once.
 * What a person may not read is NOT_FOUND, never FORBIDDEN.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The input field that is wrong, where there is one. */
    readonly field?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const notFound = () => new AppError("NOT_FOUND", "There is nothing here, or you may not see it.");
