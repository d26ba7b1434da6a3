import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { loadVisitor } from "#server/identity/actor";
import { TooMany } from "#server/identity/rate-limits";
import { claimOf, SESSION_SECONDS, secureCookies } from "#server/identity/session-token";
import type { Visit } from "#server/identity/sessions/open-session";
import { signOut } from "#server/identity/sessions/revoke";
import { signIn } from "#server/identity/sign-in";
import { env } from "#server/platform/env";
import { log } from "#server/platform/log";

/** How people sign in. Only Next may import this: next-auth's providers do not load in plain Node. */
export function authOptions(visit: Visit): NextAuthOptions {
  process.env.NEXTAUTH_URL ??= env().appUrl; // next-auth reads its own address there and nowhere else
  return {
    secret: env().authSecret ?? "",
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials) {
          const given = { email: credentials?.email ?? "", password: credentials?.password ?? "" };
          const claim = await signIn(given, visit).catch(waitInstead);
          return claim && { id: claim.userId, ...claim };
        },
      }),
    ],
    callbacks: {
      /** At sign-in the claim goes into the token; at every renewal it must still hold, or next-auth takes the cookie away. */
      async jwt({ token, user }) {
        const claim = claimOf(user ?? token);
        if (!claim || !(await loadVisitor(claim))) throw new SessionOver();
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
        if (!(metadata instanceof SessionOver)) log.error({ code }, "next-auth failed");
      },
      warn: (code) => log.warn({ code }, "next-auth warns"),
      debug() {},
    },
  };
}

/** next-auth hands an error's message to the form as its code: the form makes the sentence. */
function waitInstead(error: unknown): never {
  if (error instanceof TooMany) throw new Error(`wait-${error.seconds}`);
  throw error;
}

class SessionOver extends Error {
  override readonly name = "SessionOver";
}
