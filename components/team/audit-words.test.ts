import { expect, it } from "vitest";
import { REFUSED_ACTS } from "#core/audit";
import { refusalInWords } from "./audit-words";

it("says at which door somebody was refused, and why", () => {
  const detail = { door: "e-mail link", because: "used link" };
  expect(refusalInWords("session.refuse", detail)).toBe("Refused at the door “e-mail link”: used link.");
});

it("says what has to wait, and how long", () => {
  const locked = (limit: string, seconds: number) => refusalInWords("session.lock", { limit, seconds });
  expect(locked("sign-in.account", 60)).toBe("Too many tries: passwords for one account wait a minute.");
  expect(locked("code.account", 1800)).toBe("Too many tries: one-time codes of one account wait 30 minutes.");
});

it("has words for every refusal and for nothing else", () => {
  for (const action of REFUSED_ACTS) expect(refusalInWords(action, {})).not.toBeNull();
  expect(refusalInWords("session.sign_in", { way: "PASSWORD" })).toBeNull();
});
