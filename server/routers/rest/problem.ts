import type { z } from "zod";
import { TooMany } from "#server/identity/rate-limits";
import { AppError, type ErrorCode } from "#server/platform/errors";

/** Every kind of refusal there is: its status and its title (RFC 9457). The docs page says more under the same name. */
export const PROBLEMS = {
  "bad-request": { status: 400, title: "The request cannot be read" },
  unauthorized: { status: 401, title: "A token is needed" },
  forbidden: { status: 403, title: "You may not do this" },
  "insufficient-scope": { status: 403, title: "The token may not do this" },
  "not-found": { status: 404, title: "There is nothing here, or you may not see it" },
  "method-not-allowed": { status: 405, title: "This is not done here" },
  "not-acceptable": { status: 406, title: "No representation that you accept" },
  conflict: { status: 409, title: "The state of things does not allow it" },
  "idempotency-key-in-use": { status: 409, title: "A call with this key is being answered" },
  "too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "The body is of another type" },
  "invalid-input": { status: 422, title: "A field is wrong" },
  "idempotency-key-reused": { status: 422, title: "The key was used for another call" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "internal-error": { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not possible just now" },
} as const;
export type ProblemKind = keyof typeof PROBLEMS;

export interface FieldError {
  field: string;
  message: string;
}

/** More of them nobody reads. */
const MOST_ERRORS = 20;

/** A refusal as it is sent. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly errors: readonly FieldError[];
  constructor(
    readonly kind: ProblemKind,
    detail: string,
    { errors = [], headers = {} }: { errors?: readonly FieldError[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.errors = errors.slice(0, MOST_ERRORS);
    this.headers = headers;
  }
  readonly headers: Readonly<Record<string, string>>;
}

/** One field that is wrong, though each by itself is what it should be. */
export const wrongField = (field: string, message: string) =>
  new Problem("invalid-input", `${field}: ${message}`, { errors: [{ field, message }] });

const KIND = {
  NOT_SIGNED_IN: "unauthorized",
  NOT_FOUND: "not-found",
  FORBIDDEN: "forbidden",
  INVALID: "invalid-input",
  CONFLICT: "conflict",
  TOO_MANY: "too-many-requests",
  TOO_LARGE: "too-large",
  UNAVAILABLE: "unavailable",
} as const satisfies Record<ErrorCode, ProblemKind>;

/** What a use case refused with; null for what nobody foresaw. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof AppError)) return null;
  const { code, field, message } = error;
  return new Problem(KIND[code], message, {
    errors: field ? [{ field, message }] : [],
    headers: error instanceof TooMany ? { "Retry-After": String(error.seconds) } : {},
  });
}

/**
 * @param kind bad-request: the fields are of the address; invalid-input: of the body
 * @param nameOf what a field is called by who is told
 */
export function invalid(
  kind: "bad-request" | "invalid-input",
  { issues }: z.core.$ZodError,
  nameOf: (field: string) => string = (field) => field,
): Problem {
  const errors = issues.flatMap(fieldErrors).map(({ field, message }) => ({ field: nameOf(field), message }));
  const [first] = errors;
  const detail = first ? `${first.field}: ${first.message}` : "The input is not valid.";
  return new Problem(kind, detail, { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const at = pathOf(issue.path);
  // What is not known is named one by one, where it stands.
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ field: at ? `${at}.${key}` : key, message: "There is no such field." }));
  // Of several shapes that it could have had, what is wrong with each.
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return issue.errors.flat().flatMap((inner) => fieldErrors({ ...inner, path: [...issue.path, ...inner.path] }));
  return [{ field: at || "(body)", message: issue.message }];
}

const pathOf = (path: readonly PropertyKey[]) =>
  path.map((part, i) => (typeof part === "number" ? `[${part}]` : i ? `.${String(part)}` : String(part))).join("");

/** The body of a refusal. `instance` is the call that was refused. */
export function problemBody({ kind, message, errors }: Problem, instance: string) {
  const { status, title } = PROBLEMS[kind];
  return {
    type: `/api/v1/docs#${kind}`,
    title,
    status,
    detail: message,
    instance,
    ...(errors.length > 0 ? { errors } : {}),
  };
}
