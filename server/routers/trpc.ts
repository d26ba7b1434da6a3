import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import type { Action } from "#core/permissions";
import { AppError, type ErrorCode } from "#server/platform/errors";
import type { Context } from "#server/routers/context";
import { transformer } from "#server/routers/transformer";

/** Every procedure states who may call it and what its input names: tests read both from here. */
export type Meta = {
  permission: Action | "signed-in" | "anyone";
  subject:
    | "team"
    | "brief"
    | "scenario"
    | "relation"
    | "question"
    | "proposal"
    | "import"
    | "person"
    | "org"
    | "self"
    | "none";
};

const TRPC_CODE = {
  NOT_SIGNED_IN: "UNAUTHORIZED",
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  INVALID: "BAD_REQUEST",
  CONFLICT: "CONFLICT",
  TOO_MANY: "TOO_MANY_REQUESTS",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorCode, TRPCError["code"]>;

export const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer,
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    errorFormatter({ shape, error }) {
      const { stack: _stack, ...data } = shape.data;
      if (error.cause instanceof ZodError) {
        const { formErrors, fieldErrors } = z.flattenError(error.cause);
        return { ...shape, message: firstMessage(error.cause), data: { ...data, formErrors, fieldErrors } };
      }
      if (error.cause instanceof AppError) {
        const fieldErrors = error.cause.field ? { [error.cause.field]: [error.cause.message] } : {};
        return { ...shape, message: error.cause.message, data: { ...data, formErrors: [], fieldErrors } };
      }
      const hidden = error.code === "INTERNAL_SERVER_ERROR";
      return {
        ...shape,
        message: hidden ? "Something went wrong on our side. Nothing was saved." : shape.message,
        data,
      };
    },
  });

/** An AppError with its transport code; whatever else as it is. */
export function transportError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  return new TRPCError({ code: TRPC_CODE[error.code], message: error.message, cause: error });
}

/** Maps what a procedure throws, once. A subscription throws later than this sees, and maps its errors itself. */
export const appErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof AppError) throw transportError(result.error.cause);
  return result;
});

function firstMessage(error: ZodError): string {
  const [issue] = error.issues;
  if (!issue) return "The input is not valid.";
  return issue.path.length ? `${issue.path.join(".")}: ${issue.message}` : issue.message;
}
