import { signIn } from "next-auth/react";

/**
 * Signs in and goes on to `next` with a new page, so that nothing of an earlier reader stays in this one.
 *
 * @returns the sentence that says why not
 */
export async function enter(email: string, password: string, next: string): Promise<string | null> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok) {
      location.assign(next);
      return null;
    }
    return whyNot(answer?.error ?? null);
  } catch {
    return "The server could not be reached. Check the connection and try again.";
  }
}

function whyNot(code: string | null): string {
  const seconds = Number(/^wait-(\d+)$/.exec(code ?? "")?.[1] ?? Number.NaN);
  if (seconds)
    return `Too many tries. Wait ${seconds < 90 ? "a minute" : `${Math.ceil(seconds / 60)} minutes`}, then try again.`;
  if (code === "CredentialsSignin")
    return "This e-mail address and password do not belong together. Check both and try again.";
  return "Signing in did not work. Load the page again and try once more.";
}
