import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Env } from "#server/platform/env";

/** Its name in the doors of next-auth: `/api/auth/callback/sso` is what an issuer sends people back to. */
export const SSO = "sso";

/**
 * Any issuer that speaks OpenID Connect, found by its own description. next-auth holds it to state, nonce and PKCE, and to the
 * signature, audience and age of what it says.
 */
export function issuerProvider({
  issuer,
  clientId,
  clientSecret,
  scope,
}: NonNullable<Env["oidc"]>): OAuthConfig<object> {
  return {
    id: SSO,
    name: "single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope } },
    userinfo: {
      // Issuers tell some things in the signed token and some only when asked; what is signed wins.
      async request({ client, tokens }) {
        const signed = "claims" in tokens && typeof tokens.claims === "function" ? tokens.claims() : {};
        if (!client.issuer.metadata.userinfo_endpoint || !tokens.access_token) return signed;
        const told = await client.userinfo(tokens.access_token);
        // OpenID Connect Core 5.3.2: of whom else it may tell, their groups are not this person's.
        if (!("sub" in signed) || told.sub !== signed.sub) throw new Error("the issuer told of somebody else");
        return { ...told, ...signed };
      },
    },
    profile: (claims) => ({ id: "sub" in claims ? String(claims.sub) : "" }),
  };
}
