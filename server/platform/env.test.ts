import { expect, it } from "vitest";
import { parseEnv } from "#server/platform/env";

it("has an answer for everything when nothing is set: embedded database with the demo on port 3000", () => {
  expect(parseEnv({})).toMatchObject({
    port: 3000,
    databaseUrl: null,
    demo: true,
    appUrl: "http://localhost:3000",
    oidc: null,
  });
});

it("a database of one's own starts without the demo unless it is asked for", () => {
  const DATABASE_URL = "postgresql://u@db/x";
  expect(parseEnv({ DATABASE_URL }).demo).toBe(false);
  expect(parseEnv({ DATABASE_URL, DEMO: "1" }).demo).toBe(true);
});

it("an empty variable counts as unset, and lists are split", () => {
  expect(parseEnv({ PORT: "", TRUSTED_PROXIES: "10.0.0.0/8, 127.0.0.1" })).toMatchObject({
    port: 3000,
    trustedProxies: ["10.0.0.0/8", "127.0.0.1"],
  });
});

it("the address is kept as browsers write it, so that https is told however it was typed", () => {
  for (const APP_URL of [
    "HTTPS://Bellwether.Example",
    " https://bellwether.example/",
    "https://bellwether.example:443//",
  ])
    expect(parseEnv({ APP_URL }).appUrl, APP_URL).toBe("https://bellwether.example");
});

it.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://u@db/x"],
  ["APP_URL", "bellwether.example"],
  ["APP_URL", "https://bellwether.example/desk"],
  ["APP_URL", "https://bellwether.example?x=1"],
  ["APP_URL", "https://me:secret@bellwether.example"],
  ["AUTH_SECRET", "short"],
  ["DEMO", "yes"],
  ["SMTP_URL", "mail"],
  ["REDIS_URL", "localhost:6379"],
  ["OIDC_GROUPS", "admins"],
  ["OIDC_GROUPS", '{"admins": {"org": "OWNER"}}'],
  ["OIDC_GROUPS", '{"asia": {"team": "Asia desk"}}'],
  ["OIDC_JIT", "yes"],
  ["OIDC_SESSION_HOURS", "0"],
  ["OIDC_SESSION_HOURS", "a day"],
  ["OIDC_TOKEN_DAYS", "366"],
])("a wrong %s is refused by name", (name, value) => {
  expect(() => parseEnv({ [name]: value })).toThrow(`The environment variable ${name} cannot be used`);
});

it("half an OIDC configuration is refused", () => {
  expect(() => parseEnv({ OIDC_ISSUER: "https://id.example" })).toThrow("OIDC_CLIENT_ID");
});

it("whoever the issuer knows gets an account, or, once groups are mapped, whoever is in one of those", () => {
  const whole = { OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "bw", OIDC_CLIENT_SECRET: "s" };
  expect(parseEnv(whole).oidc).toMatchObject({
    jit: "everyone",
    groups: null,
    groupsClaim: "groups",
    sessionHours: 12,
    tokenDays: 30,
  });
  const OIDC_GROUPS = '{"admins": {"org": "ADMIN"}, "asia": [{"team": "Asia desk", "role": "LEAD"}]}';
  expect(parseEnv({ ...whole, OIDC_GROUPS }).oidc).toMatchObject({
    jit: "mapped",
    groups: { admins: { org: "ADMIN" }, asia: [{ team: "Asia desk", role: "LEAD" }] },
  });
  expect(parseEnv({ ...whole, OIDC_GROUPS, OIDC_JIT: "off" }).oidc?.jit).toBe("off");
});
