/** Null: let in, and on the way. Otherwise the word for what keeps them out, which `whyNot` makes a sentence of. */
export type Entered = string | null;

type Given = { code?: string } & Record<string, string>;

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

/** next-auth's own client asks for a list of the ways in first, which is closed here: two calls of its doors are all that is needed. */
async function through(provider: string, { code, ...rest }: Given, next: string): Promise<Entered> {
  try {
    const { csrfToken }: { csrfToken: string } = await (await fetch("/api/auth/csrf")).json();
    const form = { ...rest, ...(code ? { code } : {}), csrfToken, callbackUrl: next, json: "true" };
    const answer = await fetch(`/api/auth/callback/${provider}`, { method: "POST", body: new URLSearchParams(form) });
    const { url }: { url: string } = await answer.json();
    if (!answer.ok) return new URL(url, location.href).searchParams.get("error") ?? "failed";
    location.assign(next);
    return null;
  } catch {
    return "unreachable";
  }
}
