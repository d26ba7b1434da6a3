import { isRefused } from "#core/audit";

/** What a limit counts, by the name under which the log has it. */
const LIMITS: Readonly<Record<string, string>> = {
  "sign-in.account": "passwords for one account",
  "sign-in.address": "passwords from one address",
  "link.address": "links from one address",
  "code.account": "one-time codes of one account",
  "password.person": "passwords on an account’s page",
  "letter.address": "letters asked for from one address",
  "letter.from": "letters to one account from one address",
  "letter.account": "letters to one account",
  "reset.account": "reset letters to one account",
  "reset.address": "reset letters asked for from one address",
  "token.address": "API tokens from one address",
};

/** What an entry says of somebody who was not let in; null for every other entry. */
export function refusalInWords(action: string, detail: unknown): string | null {
  if (!isRefused(action)) return null;
  const { door, because, limit, seconds } = fields(detail);
  if (action !== "session.lock") return `Refused at the door “${door ?? "unknown"}”: ${because ?? "no reason kept"}.`;
  const wait = Number(seconds);
  const minutes = wait >= 120 ? `${Math.round(wait / 60)} minutes` : "a minute";
  return `Too many tries: ${LIMITS[limit ?? ""] ?? limit ?? "a way in"} wait ${minutes}.`;
}

function fields(detail: unknown): Record<string, string | undefined> {
  if (typeof detail !== "object" || detail === null) return {};
  return Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, String(value)]));
}
