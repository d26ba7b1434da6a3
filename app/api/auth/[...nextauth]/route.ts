import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#server/identity/auth-options";
import { safeNext, safeNextAt } from "#server/identity/next-url";
import { noteRefusal } from "#server/identity/note-refusal";
import { issuerIntentCookie } from "#server/identity/oidc/issuer-intent";
import { SSO } from "#server/identity/oidc/provider";
import { hearingRefusal } from "#server/identity/oidc/why-refused";
import { stillNoted } from "#server/identity/rate-limits";
import { formTokenCookie, newFormToken } from "#server/identity/session-cookie";
import { cookieNamed, secureCookies } from "#server/identity/session-token";
import type { Visit } from "#server/identity/sessions/open-session";
import { isToBeVouchedAgain } from "#server/identity/sessions/vouched";
import { visitOf } from "#server/identity/visit-of";
import { env } from "#server/platform/env";
import { goingOn } from "./going-on";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** Of next-auth's doors the ones that lead somewhere here. The rest (a list of the ways in, a page for each) are closed. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "session", "signin", "signout", "error", `callback/${SSO}`, "again"],
  POST: ["callback/credentials", "callback/link", `signin/${SSO}`, "signout"],
};

/** How our pages send theirs. next-auth would take JSON besides, which may hold anything in place of a text. */
const FORM = /^application\/x-www-form-urlencoded(?:;|$)/i;

/** What an issuer may say instead of letting somebody through; the page has sentences for them. */
const REFUSALS = ["access_denied", "login_required", "temporarily_unavailable", "server_error"];
/** The same where it was asked to answer without showing a page, and would have had to. */
const WANTS_A_PAGE = ["login_required", "interaction_required", "consent_required", "account_selection_required"];

/** next-auth checks its own token against forgery; the Origin was asked all the same, at the door of all pages. */
async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  const { nextauth } = await context.params;
  const door = nextauth.join("/");
  if (!OPEN[request.method]?.includes(door)) return new Response(null, { status: 404 });
  if (request.method === "POST" && !FORM.test(request.headers.get("content-type") ?? ""))
    return new Response("Send a form.", { status: 415 });
  const visit = await visitOf(request.headers);
  if (door === "again") return again(request, visit);
  if (door === `callback/${SSO}`) return callback(request, context, visit);
  const answer: Response = await NextAuth(request, context, authOptions(visit));
  return door === `signin/${SSO}` ? goingOn(answer) : answer;
}

/** What the issuer answers. */
async function callback(request: NextRequest, context: RouteContext, visit: Visit): Promise<Response> {
  const said = request.nextUrl.searchParams.get("error") ?? "";
  const silent = visit.intent !== null && visit.intent !== undefined && "again" in visit.intent;
  if (REFUSALS.includes(said) || (silent && WANTS_A_PAGE.includes(said))) {
    await note(`the issuer said ${said}`, visit);
    const error = silent && WANTS_A_PAGE.includes(said) ? "sso-confirm" : said;
    return redirectTo(`/sign-in?${new URLSearchParams({ error, ...(await wanted()) })}`);
  }
  const { answer, because } = await hearingRefusal<Response>(() => NextAuth(request, context, authOptions(visit)));
  if (because) await note(because, visit);
  return answer;
}

/** Anybody can bring about a refusal by an address alone, so they are written down so often and no more. */
async function note(because: string, { address }: Visit): Promise<void> {
  if (await stillNoted("refusal.issuer", address)) await noteRefusal({ door: "single sign-on", because, address });
}

/** Where somebody wanted to go when they were sent to the issuer, as next-auth keeps it. */
async function wanted(): Promise<{ next?: string }> {
  const kept = (await cookies()).get(cookieNamed("next-auth.callback-url"))?.value;
  const next = safeNextAt(kept, env().appUrl);
  return next === "/" ? {} : { next };
}

/**
 * Sends somebody whose session the issuer has to vouch for again to it and back, without a page in between where it still
 * knows them. Nobody else is sent anywhere: a link to this address changes nothing.
 */
async function again(request: NextRequest, visit: Visit): Promise<Response> {
  const next = safeNext(request.nextUrl.searchParams.get("next"));
  const csrfToken = newFormToken();
  const cookie = formTokenCookie(csrfToken);
  if (!env().oidc || !visit.former || !cookie || !(await isToBeVouchedAgain(visit.former))) return redirectTo(next);
  (await cookies()).set(cookie.name, cookie.value, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: secureCookies(),
  });
  const asked = new NextRequest(new URL(`/api/auth/signin/${SSO}?prompt=none`, request.url), {
    method: "POST",
    body: new URLSearchParams({ csrfToken, callbackUrl: next }),
  });
  const params = Promise.resolve({ nextauth: ["signin", SSO] });
  const answer = goingOn(await NextAuth(asked, { params }, authOptions(visit)));
  answer.headers.append("Set-Cookie", await issuerIntentCookie({ again: visit.former.sessionId }));
  return answer;
}

const redirectTo = (path: string) => new Response(null, { status: 302, headers: { Location: path } });

export { handler as GET, handler as POST };
