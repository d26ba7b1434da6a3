import { signIn } from "next-auth/react";

/** Null: let in, and on the way. Otherwise the word for what keeps them out, which `whyNot` makes a sentence of. */
export type Entered = string | null;

type Given = { code?: string } & Record<string, string | undefined>;

/** Signs in and goes on to `next` with a new page, so that nothing of an earlier reader stays in this one. */
export async function enter(given: { email: string; password: string; code?: string }, next: string): Promise<Entered> {
  return through("credentials", given, next);
}

/** The same by a sign-in link. */
export async function enterByLink(given: { token: string; code?: string }, next: string): Promise<Entered> {
  return through("link", given, next);
}

/**
 * Goes in with what has just set a password, or to the page that asks for a code first.
 *
 * @returns the word for what keeps them out
 */
export async function enterByTicket(ticket: string, next: string): Promise<Entered> {
  const why = await enterByLink({ token: ticket }, next);
  if (why !== "code-needed") return why;
  location.assign(`/sign-in/link/${ticket}?next=${encodeURIComponent(next)}`);
  return null;
}

async function through(provider: string, { code, ...rest }: Given, next: string): Promise<Entered> {
  try {
    const answer = await signIn(provider, { ...rest, ...(code ? { code } : {}), redirect: false });
    if (!answer?.ok) return answer?.error ?? "failed";
    location.assign(next);
    return null;
  } catch {
    return "unreachable";
  }
}
