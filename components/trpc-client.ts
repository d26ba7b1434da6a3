import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, TRPCClientError } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "#server/routers/app";

const url = "/api/trpc";

/** The one way from a leaf component to the server. After a mutation that pages show, `router.refresh()`. */
export const trpc = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: httpSubscriptionLink({ url, transformer: superjson }),
      false: httpBatchLink({ url, transformer: superjson, maxItems: 10 }),
    }),
  ],
});

/** What a person reads when a call fails: a sentence for the form, and sentences for its fields. */
export interface Problem {
  message: string;
  fieldErrors: Record<string, string>;
  /** Whether the answer was that nobody is signed in any more. */
  signedOut: boolean;
}

const UNREACHABLE = "The server could not be reached. Check the connection and try again; nothing was saved.";

export function problemOf(error: unknown): Problem {
  if (!isOurs(error) || !error.data) return { message: UNREACHABLE, fieldErrors: {}, signedOut: false };
  const given: Record<string, string[] | undefined> = "fieldErrors" in error.data ? error.data.fieldErrors : {};
  const fieldErrors: Record<string, string> = {};
  for (const [field, messages] of Object.entries(given)) if (messages?.[0]) fieldErrors[field] = messages[0];
  return { message: error.message, fieldErrors, signedOut: error.data.code === "UNAUTHORIZED" };
}

function isOurs(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
