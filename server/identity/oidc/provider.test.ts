import { expect, it } from "vitest";
import { issuerProvider } from "#server/identity/oidc/provider";

const { userinfo } = issuerProvider({
  issuer: "https://id.example",
  clientId: "bw",
  clientSecret: "s",
  scope: "openid",
  groupsClaim: "groups",
  groups: null,
  jit: "everyone",
  sessionHours: 12,
  tokenDays: 30,
});

/** What is known of a person whose token says `signed`, where the issuer, asked, tells `told`. */
async function known(signed: object, told: object): Promise<unknown> {
  if (typeof userinfo !== "object") throw new Error("there is no asking");
  const client = { issuer: { metadata: { userinfo_endpoint: "https://id.example/me" } }, userinfo: async () => told };
  const asked: unknown = { client, tokens: { access_token: "x", claims: () => signed } };
  return Reflect.apply(userinfo.request ?? (() => null), null, [asked]);
}

it("what the issuer tells counts where it is of the person whom it signed for, and what is signed wins", async () => {
  const told = { sub: "a", email: "told@x.example", groups: ["asia"] };
  expect(await known({ sub: "a", email: "signed@x.example" }, told)).toEqual({ ...told, email: "signed@x.example" });
});

it("what it tells of somebody else, or of nobody, lets nobody in", async () => {
  await expect(known({ sub: "a" }, { sub: "b", groups: ["bw-admins"] })).rejects.toThrow("somebody else");
  await expect(known({ sub: "a" }, { groups: ["bw-admins"] })).rejects.toThrow("somebody else");
});
