import { openEditor } from "./collab/editor";
import { CookieJar } from "./fixtures/cookie-jar";
import { type Guarded, startGuarded } from "./fixtures/guarded-server";
import type { Distortion } from "./fixtures/issuer";
import { CLIENT } from "./fixtures/issuer";
import { expect, test } from "./fixtures/server";
import { atIssuer, landing, throughIssuer, toIssuer } from "./fixtures/through-issuer";
import { inDatabase } from "./fixtures/world-database";

/** What an issuer may do to sessions here, and what of its answers is not believed. The tests share one server. */
test.use({ world: "empty" });

let site: Guarded;
test.beforeAll(async () => {
  site = await startGuarded();
});
test.afterAll(() => site.end());

let hosts = 0;
const address = () => `203.0.113.${++hosts}`;
const browser = (from = address()) => new CookieJar(site.url, { "x-forwarded-for": from });
const inSite = <T>(body: Parameters<typeof inDatabase<T>>[1]) => inDatabase(site.databaseUrl, body);
const isIn = async (jar: CookieJar) => (await jar.get("/account")).status === 200;
const refusals = (network: string) =>
  inSite((db) => db.auditEntry.findMany({ where: { network, action: "session.refuse" }, select: { detail: true } }));

const ADA = { email: "ada@desk.example", email_verified: true, name: "Ada", groups: ["desk-asia"] };
const seconds = () => Math.floor(Date.now() / 1000);

test("an answer that does not hold lets nobody in, and the audit log has its reason in words", async () => {
  site.issuer.present("ada", ADA);
  const swapped = async (cookie: string) => {
    const jars = [browser(), browser()] as const;
    const [back] = await Promise.all(jars.map(async (jar) => atIssuer(await toIssuer(jar))));
    jars[0].swap(cookie, jars[1].cookie(cookie));
    return { jar: jars[0], back: back ?? "" };
  };
  const said = (change: Distortion) => async () => {
    const jar = browser();
    site.issuer.say(change);
    return { jar, back: await atIssuer(await toIssuer(jar)) };
  };
  const presented = (sub: string, account: object) => async () => {
    const jar = browser();
    site.issuer.present(sub, account);
    return { jar, back: await atIssuer(await toIssuer(jar)) };
  };
  const CASES: readonly [string, () => Promise<{ jar: CookieJar; back: string }>][] = [
    ["wrong state", () => swapped("next-auth.state")],
    ["wrong nonce", () => swapped("next-auth.nonce")],
    ["used or foreign code", () => swapped("next-auth.pkce.code_verifier")],
    ["meant for another application", said((claims) => ({ claims: { ...claims, aud: "another" } }))],
    ["from another issuer", said((claims) => ({ claims: { ...claims, iss: "https://elsewhere.example" } }))],
    ["out of its time", said((claims) => ({ claims: { ...claims, exp: seconds() - 60 } }))],
    ["wrong nonce", said((claims) => ({ claims: { ...claims, nonce: "another" } }))],
    ["not signed by the issuer", said((claims) => ({ claims, by: "stranger" }))],
    ["in no group that may", presented("nobody", { email: "n@desk.example", groups: ["unmapped"] })],
    ["no confirmed e-mail address", presented("unsure", { ...ADA, email: "u@desk.example", email_verified: false })],
  ];
  for (const [index, [because, begin]] of CASES.entries()) {
    const network = `203.0.113.${hosts + 1}`;
    const { jar, back } = await begin();
    await landing(jar, await jar.get(back));
    site.issuer.say(null);
    expect([index, await isIn(jar)]).toEqual([index, false]);
    expect(await refusals(network)).toEqual([{ detail: { door: "single sign-on", because } }]);
  }
  site.issuer.present(null);
  const network = `203.0.113.${hosts + 1}`;
  await throughIssuer(browser());
  expect(await refusals(network)).toEqual([
    { detail: { door: "single sign-on", because: "the issuer said access_denied" } },
  ]);

  // Anybody can call that address without end: it fills no table.
  const flood = browser("203.0.113.250");
  for (let i = 0; i < 40; i++) await flood.get("/api/auth/callback/sso?error=access_denied");
  expect(await refusals("203.0.113.250")).toHaveLength(20);
});

test("who signs out at the issuer is out here of pages, calls, documents and streams within five seconds", async () => {
  const { scenarioId } = await inSite(async (db) => {
    const team = await db.team.findFirstOrThrow({ where: { name: "Asia desk" }, select: { id: true } });
    const { id: createdById } = await db.user.findFirstOrThrow({ where: { orgRole: "ADMIN" }, select: { id: true } });
    const { id: briefId } = await db.brief.create({ data: { teamId: team.id }, select: { id: true } });
    const { id } = await db.scenario.create({
      data: { teamId: team.id, briefId, number: 1, statement: "A scenario to read.", createdById },
      select: { id: true },
    });
    return { scenarioId: id };
  });
  const [jar, other, there, elsewhere] = [browser(), browser(), site.issuer.browser(), site.issuer.browser()];
  site.issuer.present("ada", ADA);
  expect(await throughIssuer(jar, {}, there)).toBe("/");
  expect(await throughIssuer(other, {}, elsewhere)).toBe("/");
  expect([await isIn(jar), await isIn(other)]).toEqual([true, true]);
  const editor = openEditor({ url: `${site.url.replace("http", "ws")}/collab`, scenarioId, cookie: jar.header });
  await editor.untilState("saved");
  const stream = await jar.get(`/api/trpc/live.events?input=${encodeURIComponent('{"json":{}}')}`);
  expect(stream.status).toBe(200);

  const began = performance.now();
  await site.issuer.signOut(there);
  const told = performance.now() - began;
  expect(await isIn(jar)).toBe(false);
  expect((await jar.get("/api/trpc/account.sessions?input=")).status).not.toBe(200);
  await Promise.all([editor.untilState("refused"), stream.text()]);
  const took = performance.now() - began;
  editor.close();
  console.log(`signed out at the issuer: told in ${told.toFixed(0)} ms, out of everything in ${took.toFixed(0)} ms`);
  expect(took).toBeLessThan(5000);
  expect(await isIn(other), "another browser had another session there").toBe(true);

  const { userId } = await inSite((db) =>
    db.externalIdentity.findFirstOrThrow({ where: { subject: "ada" }, select: { userId: true } }),
  );
  const entry = await inSite((db) =>
    db.auditEntry.findFirstOrThrow({ where: { action: "session.end_by_issuer", subjectId: userId } }),
  );
  expect(entry.detail).toEqual({ sessions: 1, of: "one" });
});

const EVENT = "http://schemas.openid.net/event/backchannel-logout";

test("a logout token is the issuer's, for us, new, heard once and nothing else; one about a person ends all", async () => {
  site.issuer.present("ben", { ...ADA, email: "ben@desk.example" });
  const [jar, password] = [browser(), browser()];
  expect(await throughIssuer(jar)).toBe("/");
  const good = (more: object = {}) => ({
    iss: site.issuer.url,
    aud: CLIENT.id,
    iat: seconds(),
    exp: seconds() + 120,
    jti: crypto.randomUUID(),
    sub: "ben",
    events: { [EVENT]: {} },
    ...more,
  });
  const tell = async (token: string, from = address()) =>
    (
      await fetch(`${site.url}/api/auth/backchannel-logout`, {
        method: "POST",
        headers: { "x-forwarded-for": from },
        body: new URLSearchParams({ logout_token: token }),
      })
    ).status;
  const { sign } = site.issuer;
  const [head = "", , signature = ""] = (await sign(good())).split(".");
  const bad = {
    "by a stranger": await sign(good(), "stranger"),
    "not signed": `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(good())).toString("base64url")}.`,
    "of another issuer": await sign(good({ iss: "https://elsewhere.example" })),
    "for another application": await sign(good({ aud: "another" })),
    "too old": await sign(good({ iat: seconds() - 3600, exp: undefined })),
    "of no time": await sign(good({ iat: undefined })),
    expired: await sign(good({ exp: seconds() - 3600 })),
    "with a nonce": await sign(good({ nonce: "of a sign-in" })),
    "without the event": await sign(good({ events: { other: {} } })),
    "without a name of its own": await sign(good({ jti: undefined })),
    "about nobody": await sign(good({ sub: undefined })),
    "of another type": await sign(good(), "issuer", "at+jwt"),
    "with other claims than were signed": `${head}.${Buffer.from(JSON.stringify(good())).toString("base64url")}.${signature}`,
    "no token": "x",
    nothing: "",
  };
  for (const [what, token] of Object.entries(bad)) expect([what, await tell(token)]).toEqual([what, 400]);
  const wrongDoor = await fetch(`${site.url}/api/auth/backchannel-logout`);
  expect(wrongDoor.status).toBe(405);
  expect(await isIn(jar)).toBe(true);
  expect(await refusals(`203.0.113.${hosts}`)).toEqual([
    { detail: { door: "single sign-on", because: "a logout token that does not hold" } },
  ]);

  expect(await tell(await sign(good({ sub: "nobody here" })))).toBe(200);
  const token = await sign(good(), "issuer", "logout+jwt");
  expect(await tell(token)).toBe(200);
  expect(await isIn(jar)).toBe(false);
  expect(await throughIssuer(password)).toBe("/");
  expect(await tell(token), "heard before").toBe(400);
  expect(await isIn(password)).toBe(true);
});

test("after the hours of the issuer's word it is asked again without a page, and a group that is gone takes its role", async () => {
  const there = site.issuer.browser();
  const jar = browser();
  const cleo = { ...ADA, email: "cleo@desk.example", groups: ["desk-asia-leads", "bw-admins"] };
  site.issuer.present("cleo", cleo);
  expect(await throughIssuer(jar, {}, there)).toBe("/");
  const rolesOf = () =>
    inSite(async (db) => {
      const user = await db.user.findUniqueOrThrow({
        where: { email: cleo.email },
        select: { id: true, orgRole: true, members: { where: { leftAt: null }, select: { role: true } } },
      });
      return { id: user.id, roles: [user.orgRole, ...user.members.map(({ role }) => role)] };
    });
  const { id, roles } = await rolesOf();
  expect(roles).toEqual(["ADMIN", "LEAD"]);
  const grownOld = () =>
    inSite((db) =>
      db.session.updateMany({ where: { userId: id }, data: { vouchedUntil: new Date(Date.now() - 1000) } }),
    );
  expect((await jar.get("/admin")).status).toBe(200);

  // Taken out of both groups at the issuer, where their session goes on.
  site.issuer.present("cleo", { ...cleo, groups: ["desk-asia"] });
  await grownOld();
  expect((await jar.get("/api/trpc/token.list?input=")).status).not.toBe(200);
  // What a page that stays open asks now and then leaves the cookie, and the sign-in page goes the same way.
  expect(await (await jar.get("/api/auth/session")).json()).toEqual(expect.objectContaining({ user: {} }));
  expect((await jar.get("/sign-in?next=/account")).headers.get("location")).toBe("/api/auth/again?next=%2Faccount");
  const sent = await jar.get("/account");
  expect(sent.headers.get("location")).toBe("/api/auth/again?next=%2Faccount");
  const on = (await jar.get("/api/auth/again?next=%2Faccount")).headers.get("refresh")?.replace(/^0; url=/, "") ?? "";
  expect(new URL(on).searchParams.get("prompt")).toBe("none");
  expect(await landing(jar, await jar.get(await atIssuer(on, there)))).toBe(`${site.url}/account`);
  expect(await isIn(jar)).toBe(true);
  expect((await rolesOf()).roles).toEqual(["MEMBER", "FORECASTER"]);
  expect((await jar.get("/admin")).status).toBe(404);
  expect(
    await jar.get("/api/auth/again?next=/account").then(({ headers }) => headers.get("location")),
    "not before",
  ).toBe("/account");

  // Somebody else has signed in at the issuer meanwhile: nobody becomes them without having asked for it.
  await grownOld();
  const stranger = site.issuer.browser();
  site.issuer.present("dora", { ...ADA, email: "dora@desk.example" });
  await throughIssuer(browser(), {}, stranger);
  const back = (await jar.get("/api/auth/again?next=/account")).headers.get("refresh")?.replace(/^0; url=/, "") ?? "";
  expect(await landing(jar, await jar.get(await atIssuer(back, stranger)))).toContain("error=sso-somebody-else");
  expect(await isIn(jar)).toBe(false);

  // Nobody is signed in there any more: the way back in is the sign-in page, and from there to where they were.
  const again = (await jar.get("/api/auth/again?next=/account")).headers.get("refresh")?.replace(/^0; url=/, "") ?? "";
  const refused = await jar.get(await atIssuer(again, site.issuer.browser()));
  expect(refused.headers.get("location")).toBe("/sign-in?error=sso-confirm&next=%2Faccount");
});
