import { expect } from "vitest";
import { changePassword } from "#server/identity/account";
import {
  byToken,
  caught,
  disable,
  enter,
  letter,
  OIDC,
  PASSWORD,
  somebody,
  told,
  type Visit,
  visit,
  WRONG,
  withCodes,
} from "#server/identity/at-the-door.fixture";
import { signInByLink } from "#server/identity/links/sign-in-link";
import { enterByIssuer } from "#server/identity/oidc/enter-by-issuer";
import { signIn } from "#server/identity/sign-in";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { newApiToken } from "../../e2e/fixtures/new-token";
import type { Person } from "../../e2e/fixtures/world-people";

/** What is done from a network; whose account the entry then names, or null. */
type Case = [what: string, act: (at: Visit) => Promise<Person | null>, line: { action: string; detail: object }];
const refused = (door: string, because: string) => ({ action: "session.refuse", detail: { door, because } });

export const REFUSALS: Case[] = [
  [
    "a wrong password",
    async (at) => of(await somebody(), (one) => enter(one, at, WRONG)),
    refused("password", "wrong password"),
  ],
  [
    "an unknown account",
    async (at) => of(null, () => signIn({ email: "nobody@x.example", password: PASSWORD }, at)),
    refused("password", "unknown account"),
  ],
  [
    "no password",
    async (at) => of(null, () => signIn({ email: "a@x.example", password: "" }, at)),
    refused("password", "nothing that can be a password"),
  ],
  [
    "a disabled account",
    async (at) => of(await somebody(), async (one) => disable(one).then(() => enter(one, at))),
    refused("password", "disabled account"),
  ],
  [
    "no code",
    async (at) => of((await withCodes()).person, (one) => enter(one, at)),
    refused("one-time code", "no code"),
  ],
  [
    "a wrong code",
    async (at) => of((await withCodes()).person, (one) => enter(one, at, PASSWORD, "000000")),
    refused("one-time code", "wrong code"),
  ],
  [
    "a used code",
    async (at) => {
      const { person, used } = await withCodes();
      return of(person, () => enter(person, at, PASSWORD, used));
    },
    refused("one-time code", "used code"),
  ],
  [
    "a wrong recovery code",
    async (at) => of((await withCodes()).person, (one) => enter(one, at, PASSWORD, "AAAA-BBBB-CCCC-DDDD")),
    refused("one-time code", "wrong recovery code"),
  ],
  [
    "a used recovery code",
    async (at) => {
      const { person, recovery } = await withCodes();
      await enter(person, visit(), PASSWORD, recovery);
      return of(person, () => enter(person, at, PASSWORD, recovery));
    },
    refused("one-time code", "used recovery code"),
  ],
  [
    "an unknown link",
    async (at) => of(null, () => signInByLink({ token: "x".repeat(43) }, at).catch(caught)),
    refused("e-mail link", "unknown link"),
  ],
  [
    "an expired link",
    async (at) =>
      of(await somebody(), async (one) => {
        const token = await letter(one);
        await db.accessLink.updateMany({ where: { userId: one.userId }, data: { expiresAt: new Date(0) } });
        await signInByLink({ token }, at).catch(caught);
      }),
    refused("e-mail link", "expired link"),
  ],
  [
    "a used link",
    async (at) =>
      of(await somebody(), async (one) => {
        const token = await letter(one);
        await signInByLink({ token }, visit());
        await signInByLink({ token }, at).catch(caught);
      }),
    refused("e-mail link", "used link"),
  ],
  [
    "a link to a disabled account",
    async (at) =>
      of(await somebody(), async (one) => {
        const token = await letter(one);
        await disable(one);
        await signInByLink({ token }, at).catch(caught);
      }),
    refused("e-mail link", "disabled account"),
  ],
  [
    "an issuer's person in no group",
    async (at) => of(null, () => enterByIssuer(told("a", "a@id.example", []), OIDC, at)),
    refused("single sign-on", "in no group that may"),
  ],
  [
    "one without an address",
    async (at) => of(null, () => enterByIssuer(told("b", null), OIDC, at)),
    refused("single sign-on", "no confirmed e-mail address"),
  ],
  [
    "one with somebody's address",
    async (at) => of(await somebody(), (one) => enterByIssuer(told("c", one.email), OIDC, at)),
    refused("single sign-on", "e-mail address of another account"),
  ],
  [
    "one whose account is disabled",
    async (at) =>
      of(await somebody(), async (one) => {
        await db.externalIdentity.create({ data: { issuer: OIDC.issuer, subject: "d", userId: one.userId } });
        await disable(one);
        await enterByIssuer(told("d", null), OIDC, at);
      }),
    refused("single sign-on", "disabled account"),
  ],
  [
    "an invitation that is none",
    async (at) =>
      of(null, () =>
        open(at)
          .access.acceptInvitation({
            token: "x".repeat(43),
            name: "N",
            email: "n@x.example",
            password: "long enough words",
          })
          .catch(caught),
      ),
    { action: "link.refuse", detail: { door: "invitation", because: "unknown link" } },
  ],
  [
    "a reset link that is none",
    async (at) =>
      of(null, () =>
        open(at)
          .access.resetPassword({ token: "x".repeat(43), password: "long enough words" })
          .catch(caught),
      ),
    { action: "link.refuse", detail: { door: "reset link", because: "unknown link" } },
  ],
  [
    "a wrong password on one's own page",
    async (at) =>
      of(await somebody(), (one) =>
        changePassword({ actor: one, address: at.address }, { current: WRONG, password: "long enough words" }).catch(
          caught,
        ),
      ),
    refused("account page", "wrong password"),
  ],
  ["an unknown token", async (at) => of(null, () => byToken("bw_nothing", at)), token("unknown token")],
  [
    "an expired token",
    async (at) =>
      of(await somebody(), async (one) => byToken((await newApiToken(db, one.userId, { days: -1 })).token, at)),
    token("expired token"),
  ],
  [
    "a revoked token",
    async (at) =>
      of(await somebody(), async (one) => {
        const made = await newApiToken(db, one.userId);
        await db.apiToken.update({ where: { id: made.id }, data: { revokedAt: new Date() }, select: { id: true } });
        await byToken(made.token, at);
      }),
    token("revoked token"),
  ],
  [
    "a token of a disabled person",
    async (at) =>
      of(await somebody(), async (one) => {
        const made = await newApiToken(db, one.userId);
        await disable(one);
        await byToken(made.token, at);
      }),
    token("disabled account"),
  ],
];

/** The line of a token that was refused. */
export function token(because: string) {
  return { action: "token.refuse", detail: expect.objectContaining({ door: "API token", because }) };
}

async function of<T extends Person | null>(person: T, act: (person: T) => Promise<unknown>): Promise<T> {
  await act(person);
  return person;
}

const open = ({ address }: Visit) => appRouter.createCaller({ actor: null, address });
