import { AsyncLocalStorage } from "node:async_hooks";

/** What libraries say of an answer that does not hold, and the log's word for it. What they were given is in their sentences: those stay out. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^state |state cookie|state value/i, "wrong state"],
  [/nonce/i, "wrong nonce"],
  [/pkce|code_verifier/i, "wrong PKCE verifier"],
  [/\baud\b|\bazp\b/, "meant for another application"],
  [/^iss |unexpected iss/, "from another issuer"],
  [/expired|too far in the past|not active yet/, "out of its time"],
  [/signature|\balg\b|matching key|decode JWT/i, "not signed by the issuer"],
  [/sub mismatch|somebody else/, "about somebody else"],
  // The issuer holds a code to the browser that asked, and to being used once and soon.
  [/invalid_grant/, "used or foreign code"],
  [/missing/, "incomplete answer"],
];

/** The word for why an issuer's answer was not taken. */
export function whyRefused(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  return WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? "an answer that does not hold";
}

/** next-auth has one logger for all requests: what it tells belongs to the one in whose course it tells it. */
const hearing = new AsyncLocalStorage<{ because: string | null }>();

/** Called by the logger with what an issuer's answer failed on. */
export function hearRefusal(error: unknown): void {
  const heard = hearing.getStore();
  if (heard) heard.because = whyRefused(error);
}

/** Runs what asks next-auth, and says why it did not take an issuer's answer; null where it did, or was asked for none. */
export async function hearingRefusal<T>(ask: () => Promise<T>): Promise<{ answer: T; because: string | null }> {
  const heard = { because: null };
  const answer = await hearing.run(heard, ask);
  return { answer, because: heard.because };
}
