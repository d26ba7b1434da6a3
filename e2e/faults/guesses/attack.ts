import { randomBytes } from "node:crypto";
import { newApiToken } from "#server/identity/tokens/token";

/** Who is guessed at. */
export interface Target {
  email: string;
  password: string;
}

export interface Site {
  url: string;
  /** Whose password is guessed; whose password is known and whose codes are guessed: of six digits, and of recovery. */
  guessed: Target;
  handed: Target;
  coded: Target;
  recovered: Target;
}

/** A guess is sent from an address and answered: let in, refused, or told to wait. */
export type Outcome = "let in" | "wrong" | "wait";
type Guess = (site: Site, number: number) => Promise<Outcome>;

const ADDRESSES = 50;
/** A proxy on this machine tells the address, after whatever the guesser claims to come through. */
const from = (address: string, claimed = "") => ({ "x-forwarded-for": claimed ? `${claimed}, ${address}` : address });
const network = (kind: number, number: number) => `198.51.${100 + kind}.${(number % ADDRESSES) + 1}`;

async function form(site: Site, way: string, headers: Record<string, string>, fields: Record<string, string>) {
  const answer = await fetch(`${site.url}/api/enter/${way}`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, origin: site.url },
    body: new URLSearchParams(fields),
  });
  await answer.body?.cancel();
  if (answer.headers.getSetCookie().some((cookie) => cookie.includes("session-token=ey"))) return "let in";
  const error = new URL(answer.headers.get("location") ?? "/", site.url).searchParams.get("error");
  if (!error) throw new Error(`${way} was answered ${answer.status}`);
  return error.startsWith("wait") ? "wait" : "wrong";
}

function byStatus(status: number): Outcome {
  if (status === 429) return "wait";
  if (status >= 400 && status < 500) return "wrong";
  if (status >= 500) throw new Error(`answered ${status}`);
  return "let in";
}

/** One account's password, from fifty addresses. */
const passwordOf =
  (whose: "guessed" | "handed"): Guess =>
  (site, number) =>
    form(site, "password", from(network(0, number)), { email: site[whose].email, password: `guess number ${number}` });

/** The same from one address that claims to be another each time. */
const claiming: Guess = (site, number) =>
  form(site, "password", from("192.0.2.77", `203.0.${number % 250}.${number % 240}`), {
    email: site.guessed.email,
    password: `guess number ${number}`,
  });

/** One password at many accounts, from one address. */
const spraying: Guess = (site, number) =>
  form(site, "password", from("192.0.2.78"), {
    email: `person.${number}@desk.example`,
    password: "summer 2026 at work",
  });

/** The second step of who has the password already. */
const code: Guess = (site, number) =>
  form(site, "password", from(network(1, number)), { ...site.coded, code: String(number).padStart(6, "0") });

const recoveryCode: Guess = (site, number) =>
  form(site, "password", from(network(2, number)), {
    ...site.recovered,
    code: randomBytes(10).toString("hex").slice(0, 16),
  });

/** Links that were never mailed, at each door that takes one. */
const link: Guess = async (site, number) => {
  const token = randomBytes(32).toString("base64url");
  const headers = from(network(3, number));
  if (number % 2) return form(site, "link", headers, { token, next: "/" });
  const answer = await fetch(`${site.url}/api/trpc/access.resetPassword`, {
    method: "POST",
    headers: { ...headers, origin: site.url, "content-type": "application/json" },
    body: JSON.stringify({ json: { token, password: "four words of theirs" } }),
  });
  await answer.body?.cancel();
  return byStatus(answer.status);
};

/** Tokens of the right form, and of none. */
const bearer: Guess = async (site, number) => {
  const token = number % 2 ? newApiToken().token : `bw_${randomBytes(36).toString("base64url")}`;
  const headers = { ...from(network(4, number)), authorization: `Bearer ${token}` };
  const answer = await fetch(`${site.url}/api/v1/teams`, { headers });
  await answer.body?.cancel();
  return byStatus(answer.status);
};

/**
 * What is guessed at, how much of it there is, and how many of the guesses may be compared before the first wait, whatever their number:
 * six of an account, sixty (links: forty) of an address. `entries`: how often its owner comes in meanwhile, which gives the tries back.
 */
export const KINDS: Readonly<Record<string, { guess: Guess; share: number; compared: number; entries: number }>> = {
  "a password": { guess: passwordOf("guessed"), share: 0.3, compared: 6, entries: 1 },
  "a password of who is handed a link": { guess: passwordOf("handed"), share: 0.1, compared: 6, entries: 2 },
  "a password, claiming addresses": { guess: claiming, share: 0.05, compared: 6, entries: 1 },
  "one password at many accounts": { guess: spraying, share: 0.05, compared: 60, entries: 0 },
  "one-time codes": { guess: code, share: 0.12, compared: 6, entries: 1 },
  "recovery codes": { guess: recoveryCode, share: 0.08, compared: 6, entries: 0 },
  links: { guess: link, share: 0.15, compared: 40 * ADDRESSES, entries: 0 },
  tokens: { guess: bearer, share: 0.15, compared: 60 * ADDRESSES, entries: 0 },
};

/** How many of a kind may have been compared in so many seconds: each wait is twice as long as the one before, from a minute on. */
export function mostCompared(kind: string, seconds: number): number {
  const { compared = 0, entries = 0 } = KINDS[kind] ?? {};
  return compared * (1 + entries + Math.floor(Math.log2(seconds / 60 + 1)));
}
