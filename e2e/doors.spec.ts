import { DEMO_PASSWORD } from "./fixtures/accounts";
import { CookieJar } from "./fixtures/cookie-jar";
import { type Guarded, startGuarded } from "./fixtures/guarded-server";
import { expect, test } from "./fixtures/server";
import { atIssuer, landing, throughIssuer, toIssuer } from "./fixtures/through-issuer";
import { inDatabase } from "./fixtures/world-database";
import { addPerson } from "./fixtures/world-people";

/** The ways in over HTTP, as whoever means ill would use them. The tests share one server, and one first administrator. */
test.use({ world: "empty" });

let site: Guarded;
test.beforeAll(async () => {
  site = await startGuarded();
});
test.afterAll(() => site.end());

let hosts = 0;
/** A browser at an address of its own, as the proxy on this machine tells. */
const browser = (address = `203.0.113.${++hosts}`) => new CookieJar(site.url, { "x-forwarded-for": address });
const inSite = <T>(body: Parameters<typeof inDatabase<T>>[1]) => inDatabase(site.databaseUrl, body);
const person = (name: string) => site.person(name);
const password = (jar: CookieJar, email: string, more: Record<string, string> = {}) =>
  jar.post("/api/enter/password", { email, password: DEMO_PASSWORD, ...more });
const isIn = async (jar: CookieJar) => (await jar.get("/account")).status === 200;
const locationOf = (answer: Response) => answer.headers.get("location") ?? "";

test("single sign-on makes an account with the roles of its groups, and brings them up to date each time", async () => {
  const ada = { email: "Ines@Desk.example", email_verified: true, name: "Ines", groups: ["desk-asia", "unmapped"] };
  const rolesOf = () =>
    inSite(async (db) => {
      const user = await db.user.findUniqueOrThrow({
        where: { email: "ines@desk.example" },
        select: {
          orgRole: true,
          members: { where: { leftAt: null }, select: { role: true, team: { select: { name: true } } } },
        },
      });
      return [user.orgRole, ...user.members.map(({ role, team }) => `${role} of ${team.name}`)];
    });
  const jar = browser();
  site.issuer.present("ines", ada);
  expect(await throughIssuer(jar)).toBe("/");
  expect(await isIn(jar)).toBe(true);
  expect(await rolesOf()).toEqual(["MEMBER", "FORECASTER of Asia desk"]);
  site.issuer.present("ines", { ...ada, groups: ["desk-asia-leads", "bw-admins"] });
  expect(await throughIssuer(browser())).toBe("/");
  expect(await rolesOf()).toEqual(["ADMIN", "LEAD of Asia desk"]);
  site.issuer.present("ines", { ...ada, groups: [] });
  expect(await throughIssuer(browser())).toBe("/");
  expect(await rolesOf()).toEqual(["MEMBER"]);
  const acts = await inSite((db) => db.auditEntry.findMany({ where: { actorId: null }, select: { action: true } }));
  expect(acts.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["user.set_role", "member.add", "member.set_role", "member.remove"]),
  );
});

test("single sign-on lets in nobody without a group, an address, or into somebody else's account", async () => {
  const known = await person("Known");
  const email = known.email;
  for (const [sub, account, error] of [
    ["stranger", { email: "s@desk.example", groups: ["unmapped"] }, "sso-not-invited"],
    ["nameless", { groups: ["desk-asia"] }, "sso-no-address"],
    ["unverified", { email: "u@desk.example", email_verified: false, groups: ["desk-asia"] }, "sso-no-address"],
    ["impostor", { email, email_verified: true, groups: ["bw-admins"] }, "sso-known-address"],
  ] as const) {
    const jar = browser();
    site.issuer.present(sub, { ...account, groups: [...account.groups] });
    expect(await throughIssuer(jar), sub).toBe(`/sign-in?error=${error}`);
    expect(await isIn(jar)).toBe(false);
  }
  site.issuer.present(null);
  expect(await throughIssuer(browser())).toBe("/sign-in?error=access_denied");

  // Whoever is signed in to the account links it on its page, and from then on it leads there.
  const jar = browser();
  await password(jar, email);
  site.issuer.present("owner", { email: "elsewhere@id.example", groups: [] });
  expect(await throughIssuer(jar, { link: "1", callbackUrl: "/account" })).toBe("/account");
  const later = browser();
  expect(await throughIssuer(later)).toBe("/");
  expect(await (await later.get("/account")).text()).toContain(email);
  const other = browser();
  await password(other, (await person("Other")).email);
  expect(await throughIssuer(other, { link: "1" })).toBe("/account?error=sso-taken");
});

test("an answer of the issuer is good for the browser that asked, once, and for nothing else", async () => {
  site.issuer.present("mallory", { email: "m@desk.example", groups: ["desk-asia"] });
  const refused = async (jar: CookieJar, back: string) => {
    expect(await landing(jar, await jar.get(back))).toMatch(/\/sign-in\?.*error=(?:OAuth)?Callback/);
    expect(await isIn(jar)).toBe(false);
  };
  const begun = async () => {
    const jar = browser();
    return { jar, back: await atIssuer(await toIssuer(jar)) };
  };
  const { jar: victim } = await begun();
  await refused(victim, (await begun()).back); // another browser's answer: its state is not this one's
  const state = await begun();
  await refused(state.jar, state.back.replace(/state=[^&]+/, "state=guessed"));
  const without = await begun();
  await refused(without.jar, without.back.replace(/state=[^&]+&?/, ""));
  for (const cookie of ["next-auth.nonce", "next-auth.pkce.code_verifier", "next-auth.state"]) {
    const [one, other] = [await begun(), await begun()];
    one.jar.swap(cookie, other.jar.cookie(cookie));
    await refused(one.jar, one.back);
  }
  const issuer = await begun();
  await refused(issuer.jar, issuer.back.replace(/iss=[^&]+/, "iss=https%3A%2F%2Felsewhere.example"));
  const good = await begun();
  const putBack = good.jar.save();
  expect(locationOf(await good.jar.get(good.back))).toBe(`${site.url}/`);
  expect(await isIn(good.jar)).toBe(true);
  putBack();
  await refused(good.jar, good.back); // the code is replayed, with the cookies of the first time
});

test("a mailed link opens a page, signs in by a press, once and in time, and stands in no log", async () => {
  const { email, userId } = await person("Reader of letters");
  const ask = (address: string) => browser().post("/api/enter/letter", { email: address, next: "/briefs" });
  const [known, unknown] = [await ask(email), await ask("nobody@desk.example")];
  expect(locationOf(known)).toBe(locationOf(unknown));
  const link = new URL(await site.mail.linkTo(email));
  const path = link.pathname + link.search;
  const token = link.pathname.split("/").at(-1) ?? "";
  for (let scan = 0; scan < 3; scan++) {
    const page = await browser().get(path);
    expect([page.status, page.headers.get("referrer-policy")]).toEqual([200, "no-referrer"]);
    expect((await fetch(link, { method: "HEAD" })).status).toBe(200);
  }
  expect((await browser().get(`/api/enter/link?token=${token}`)).status).toBe(405);
  const jar = browser();
  const press = (from: CookieJar) => from.post("/api/enter/link", { token, next: "/briefs" });
  expect(locationOf(await press(jar))).toBe("/briefs");
  expect(await isIn(jar)).toBe(true);
  const late = browser();
  expect(locationOf(await press(late))).toContain("error=link-used");
  expect(await isIn(late)).toBe(false);

  await ask(email);
  const second = new URL(await site.mail.linkTo(email)).pathname.split("/").at(-1) ?? "";
  const links = await inSite(async (db) => {
    await db.accessLink.updateMany({ where: { userId, usedAt: null }, data: { expiresAt: new Date(0) } });
    return db.accessLink.findMany();
  });
  const expired = await browser().post("/api/enter/link", { token: second, next: "/" });
  expect(locationOf(expired)).toContain("error=link-expired");
  for (const each of [token, second]) {
    expect(site.output()).not.toContain(each);
    expect(Buffer.from(JSON.stringify(links)).includes(each)).toBe(false);
  }
});

test("the way back never leads to another site", async () => {
  const { email } = await person("Redirected");
  const evil = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/%09/evil.example",
    `${site.url}.evil.example/`,
    `${site.url}@evil.example/`,
    "http:evil.example",
  ];
  const led = (to: string, next: string) => {
    expect(new URL(to, site.url).origin, next).toBe(site.url);
    expect(to.startsWith("//"), next).toBe(false);
  };
  for (const next of evil) {
    const page = await browser().get(`/sign-in?next=${encodeURIComponent(next)}`);
    led(/name="next" value="([^"]*)"/.exec(await page.text())?.[1] ?? "nowhere://", next);
    site.issuer.present("mallory");
    led(await throughIssuer(browser(), { callbackUrl: next }), next);
  }
  // A password costs time to compare, so the forms that ask for one are tried with fewer.
  for (const next of evil.slice(1, 4)) {
    led(locationOf(await password(browser(), email, { next })), next);
    const jar = browser();
    const { csrfToken }: { csrfToken: string } = await (await jar.get("/api/auth/csrf")).json();
    const form = { csrfToken, email, password: DEMO_PASSWORD, callbackUrl: next, json: "true" };
    const { url }: { url: string } = await (await jar.post("/api/auth/callback/credentials", form)).json();
    led(url, next);
  }
});

test("a session that was there before the sign-in is not the one after it", async () => {
  const [attacker, victim] = [await person("Fixing"), await person("Fixed")];
  const own = browser();
  await password(own, attacker.email);
  const planted = own.cookie("session-token") ?? "";
  const jar = browser();
  jar.plant("next-auth.session-token", planted);
  await password(jar, victim.email);
  expect(jar.cookie("session-token")).not.toBe(planted);
  expect(await (await jar.get("/account")).text()).toContain(victim.email);
  expect(await isIn(own), "and the planted one is over").toBe(false);
  const putBack = jar.save();
  const { csrfToken }: { csrfToken: string } = await (await jar.get("/api/auth/csrf")).json();
  await jar.post("/api/auth/signout", { csrfToken, json: "true" });
  putBack();
  expect(await isIn(jar), "a cookie that was kept is worth nothing after signing out").toBe(false);
  await password(jar, victim.email);
  const again = jar.cookie("session-token");
  await jar.post("/api/enter/password", { email: victim.email, password: DEMO_PASSWORD });
  expect(jar.cookie("session-token")).not.toBe(again);
});

test("nobody is signed in from another site, by a link, or without next-auth's own token", async () => {
  const { email } = await person("Forged");
  const form = new URLSearchParams({ email, password: DEMO_PASSWORD });
  for (const origin of [undefined, "null", "https://evil.example"]) {
    const headers = origin ? { origin } : undefined;
    for (const way of [
      "enter/password",
      "enter/link",
      "enter/letter",
      "enter/single-sign-on",
      "auth/callback/credentials",
    ]) {
      const answer = await fetch(`${site.url}/api/${way}`, { method: "POST", headers, body: form, redirect: "manual" });
      expect([way, answer.status]).toEqual([way, 403]);
    }
  }
  const jar = browser();
  await jar.post("/api/auth/callback/credentials", { email, password: DEMO_PASSWORD, csrfToken: "b".repeat(64) });
  expect(await isIn(jar)).toBe(false);
  for (const path of ["providers", "callback/credentials", "callback/link", "verify-request", "_log", "x"])
    expect([path, (await jar.get(`/api/auth/${path}`)).status]).toEqual([path, 404]);
  expect(locationOf(await jar.get("/api/auth/signin/sso"))).not.toContain(site.issuer.url);
});

test("an address that an unknown proxy tells is not believed", async ({ server }) => {
  const somebody = await inDatabase(server.databaseUrl, (db) =>
    addPerson(db, { name: "Direct", passwordHash: site.passwordHash }),
  );
  const jar = new CookieJar(server.url, { "x-forwarded-for": "203.0.113.99" });
  await password(jar, somebody.email);
  const networks = (url: string, userId: string) =>
    inDatabase(url, (db) =>
      db.session.findMany({ where: { userId, browser: "Another browser" }, select: { network: true } }),
    );
  expect((await networks(server.databaseUrl, somebody.userId)).map(({ network }) => network)).toEqual([
    expect.stringMatching(/^(?:127\.0\.0\.1|0:0:0:0::\/64|::1)$/),
  ]);
  const proxied = await person("Proxied");
  await password(browser("203.0.113.99"), proxied.email);
  expect(await networks(site.databaseUrl, proxied.userId)).toEqual([{ network: "203.0.113.99" }]);
});
