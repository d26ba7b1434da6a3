import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { loadVisitor } from "#server/identity/actor";
import { signInByLink } from "#server/identity/links/sign-in-link";
import { safeNextAt } from "#server/identity/next-url";
import { readClaims } from "#server/identity/oidc/claims";
import { enterByIssuer, linkIssuer } from "#server/identity/oidc/enter-by-issuer";
import { issuerProvider, SSO } from "#server/identity/oidc/provider";
import { hearRefusal } from "#server/identity/oidc/why-refused";
import { cookiesOfNextAuth } from "#server/identity/session-cookie";
import { claimOf, SESSION_SECONDS, secureCookies } from "#server/identity/session-token";
import type { Visit } from "#server/identity/sessions/open-session";
import { signOut } from "#server/identity/sessions/revoke";
import { isToBeVouchedAgain } from "#server/identity/sessions/vouched";
import { signIn } from "#server/identity/sign-in";
import { problemCode } from "#server/identity/sign-in-problem";
import { type Env, env } from "#server/platform/env";
import { log } from "#server/platform/log";

/** How people sign in. Only Next may import this: next-auth's providers do not load in plain Node. */
export function authOptions(visit: Visit): NextAuthOptions {
  const { oidc } = env();
  process.env.NEXTAUTH_URL ??= env().appUrl; // next-auth reads its own address there and nowhere else
  return {
    secret: env().authSecret ?? "",
    useSecureCookies: secureCookies(),
    cookies: cookiesOfNextAuth(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" }, code: {} },
        async authorize(credentials) {
          const { email = "", password = "", code } = credentials ?? {};
          const claim = await signIn({ email, password, code }, visit).catch(problemInstead);
          return claim && { id: claim.userId, ...claim };
        },
      }),
      CredentialsProvider({
        id: "link",
        credentials: { token: {}, code: {} },
        async authorize(credentials) {
          const { token = "", code } = credentials ?? {};
          const claim = await signInByLink({ token, code }, visit).catch(problemInstead);
          return { id: claim.userId, ...claim };
        },
      }),
      ...(oidc ? [issuerProvider(oidc)] : []),
    ],
    callbacks: {
      /** Whom an issuer vouches for is let in, or told why not; the others were let in by `authorize`. */
      async signIn({ user, account, profile }) {
        if (!oidc || account?.provider !== SSO) return true;
        const answer = await throughIssuer(profile, oidc, visit);
        if (typeof answer === "string") return `${linkFor(visit) ? "/account" : "/sign-in"}?error=${answer}`;
        Object.assign(user, answer);
        return true;
      },
      /** Nobody is sent to another site after the door. */
      redirect: ({ url, baseUrl }) => baseUrl + safeNextAt(url, baseUrl),
      /**
       * At sign-in the claim goes into the token; at every renewal it must still hold, or next-auth takes the cookie away. One
       * that waits for its issuer's word keeps it: the next page goes there with it.
       */
      async jwt({ token, user }) {
        const claim = claimOf(user ?? token);
        const holds = claim !== null && ((await loadVisitor(claim)) !== null || (await isToBeVouchedAgain(claim)));
        if (!holds) throw new SessionOver();
        return { ...claim };
      },
      session: ({ session }) => ({ expires: session.expires, user: {} }),
    },
    events: {
      async signOut({ token }) {
        const claim = claimOf(token);
        if (claim) await signOut(claim);
      },
    },
    logger: {
      error(code, metadata) {
        if (metadata instanceof SessionOver) return;
        if (code === "OAUTH_CALLBACK_ERROR") return hearRefusal(causeOf(metadata));
        log.error({ code }, "next-auth failed");
      },
      warn: (code) => log.warn({ code }, "next-auth warns"),
      debug() {},
    },
  };
}

async function throughIssuer(profile: unknown, oidc: NonNullable<Env["oidc"]>, visit: Visit) {
  const person = readClaims(profile, oidc.groupsClaim);
  const link = linkFor(visit);
  if (!link) return enterByIssuer(person, oidc, visit);
  return linkIssuer(person, visit.former?.sessionId === link ? visit.former : null, visit);
}

/** The session for which this browser went to the issuer, to link it. */
const linkFor = ({ intent }: Visit) => (intent && "linkFor" in intent ? intent.linkFor : null);

const causeOf = (metadata: unknown): unknown =>
  typeof metadata === "object" && metadata !== null && "error" in metadata ? metadata.error : metadata;

/**
 * next-auth hands an error's message to the form as its code: the form makes the sentence. What went wrong on our side is for the
 * log and not for an address, whatever a library put into its message.
 */
function problemInstead(error: unknown): never {
  const code = problemCode(error);
  if (!code) log.error({ error }, "signing in failed");
  throw new Error(code ?? "failed");
}

class SessionOver extends Error {
  override readonly name = "SessionOver";
}
