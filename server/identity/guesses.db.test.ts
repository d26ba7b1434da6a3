import { expect, it } from "vitest";
import { makeSignInLink, signInByLink } from "#server/identity/links/sign-in-link";
import { hashPassword } from "#server/identity/password";
import { TooMany } from "#server/identity/rate-limits";
import { signIn } from "#server/identity/sign-in";
import { tidyDoors } from "#server/identity/tidy";
import { db } from "#server/platform/db";
import { addPerson } from "../../e2e/fixtures/world-people";

const GUESSES = Number(process.env.GUESSES ?? 500);
const ADDRESSES = 50;
const PASSWORD = "four words that differ";
const from = (address: string) => ({ address, userAgent: null, former: null });

it(`${GUESSES} guesses from ${ADDRESSES} addresses are stopped before they are hashed, and the owner comes in by a link`, async () => {
  const { email, userId } = await addPerson(db, { name: "Guessed", passwordHash: await hashPassword(PASSWORD) });
  let compared = 0;
  for (let number = 0; number < GUESSES; number += ADDRESSES)
    await Promise.all(
      Array.from({ length: ADDRESSES }, (_, i) =>
        signIn({ email, password: `guess ${number + i}` }, from(`198.51.100.${i}`)).then(
          (answer) => {
            expect(answer).toBeNull();
            compared += 1;
          },
          (error: unknown) => expect(error).toBeInstanceOf(TooMany),
        ),
      ),
    );
  expect(compared).toBe(6);
  expect(await db.auditEntry.count({ where: { action: "session.refuse" } })).toBe(6);
  expect(await db.rateLimit.count(), "a row for an address and for its strikes").toBeLessThanOrEqual(2 * ADDRESSES + 2);

  await expect(signIn({ email, password: PASSWORD }, from("203.0.113.1"))).rejects.toBeInstanceOf(TooMany);
  const token = await db.$transaction((tx) => makeSignInLink(tx, userId));
  expect(await signInByLink({ token }, from("203.0.113.1"))).toMatchObject({ userId });
  expect(await signIn({ email, password: PASSWORD }, from("203.0.113.1"))).toMatchObject({ userId });
});

it("what the doors no longer ask about is cleared away, and nothing else", async () => {
  const { userId, sessionId } = await addPerson(db, { name: "Tidied" });
  const long = new Date(Date.now() - 40 * 86_400_000);
  const old = await addPerson(db, { name: "Gone long ago" });
  await db.session.update({ where: { id: old.sessionId }, data: { revokedAt: long } });
  await db.$transaction((tx) => makeSignInLink(tx, userId));
  await db.codeSecret.create({ data: { userId, sealed: new Uint8Array(48) } });
  await db.codeSecret.create({ data: { userId: old.userId, sealed: new Uint8Array(48), createdAt: long } });
  await db.rateLimit.create({ data: { key: "sign-in.account:old", points: 1, expire: 1n } });
  const fresh = await db.rateLimit.count();
  await db.accessLink.create({
    data: { kind: "SIGN_IN", tokenHash: new Uint8Array(32), userId, expiresAt: long },
    select: { id: true },
  });
  await db.issuerMessage.create({ data: { id: new Uint8Array(32), expiresAt: long } });
  expect(await tidyDoors()).toEqual({ tries: 1, sessions: 1, links: 1, secrets: 1, messages: 1 });
  expect(await tidyDoors()).toEqual({ tries: 0, sessions: 0, links: 0, secrets: 0, messages: 0 });
  expect(await db.session.count({ where: { id: sessionId } })).toBe(1);
  expect(await db.accessLink.count({ where: { userId } })).toBe(1);
  expect(await db.rateLimit.count()).toBe(fresh - 1);
});
