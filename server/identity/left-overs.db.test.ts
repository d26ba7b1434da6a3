import { expect, it } from "vitest";
import { loadActor } from "#server/identity/actor";
import { closeLeftOvers } from "#server/identity/left-overs";
import { makeSignInLink, signInByLink } from "#server/identity/links/sign-in-link";
import { makeToken } from "#server/identity/tokens/make-token";
import { tokenActor } from "#server/identity/tokens/token-actor";
import { db } from "#server/platform/db";
import { plainHttpHint } from "#server/sign-in-hint";
import { addPerson } from "../../e2e/fixtures/world-people";

const VISIT = { address: "198.51.100.77", userAgent: null, former: null };
const TOKEN = { name: "t", scopes: [], teamId: null, days: 1 };

it("what the demo's accounts opened is closed at a start without the demo, once, and nobody else's", async () => {
  const [left, other] = [await addPerson(db, { name: "Left over" }), await addPerson(db, { name: "Real" })];
  await db.user.update({ where: { id: left.userId }, data: { email: "left@demo.example" } });
  const open = async (person: typeof left) => ({
    person,
    token: (await makeToken({ actor: person }, TOKEN)).token,
    link: await db.$transaction((tx) => makeSignInLink(tx, person.userId)),
  });
  const [theirs, others] = [await open(left), await open(other)];
  await closeLeftOvers();
  await closeLeftOvers();
  expect([await loadActor(left), await tokenActor(theirs.token)]).toEqual([null, null]);
  await expect(signInByLink({ token: theirs.link }, VISIT)).rejects.toThrow("withdrawn");
  const later = await db.$transaction((tx) => makeSignInLink(tx, left.userId));
  await expect(signInByLink({ token: later }, VISIT)).rejects.toThrow("withdrawn");
  const entries = { action: "user.sign_out_everywhere", subjectId: left.userId };
  expect(await db.auditEntry.count({ where: entries })).toBe(1);
  expect([await loadActor(other), await tokenActor(others.token)]).not.toContain(null);
  expect(await signInByLink({ token: others.link }, VISIT)).toMatchObject({ userId: other.userId });
});

it("whoever serves other machines without https is told", () => {
  const told = (appUrl: string, demo = false) => plainHttpHint({ appUrl, demo }).length;
  expect([told("http://bellwether.example"), told("http://10.0.0.5:3000"), told("http://localhost.example")]).toEqual([
    1, 1, 1,
  ]);
  expect([told("https://bellwether.example"), told("http://localhost:3000"), told("http://[::1]:3000")]).toEqual([
    0, 0, 0,
  ]);
  expect(told("http://bellwether.example", true)).toBe(0);
});
