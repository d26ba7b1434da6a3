import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#server/identity/auth-options";
import { SSO } from "#server/identity/oidc/provider";
import { visitOf } from "#server/identity/visit-of";
import { goingOn } from "./going-on";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** Of next-auth's doors the ones that lead somewhere here. The rest (a list of the ways in, a page for each) are closed. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "session", "signin", "signout", "error", `callback/${SSO}`],
  POST: ["callback/credentials", "callback/link", `signin/${SSO}`, "signout"],
};

/** How our pages send theirs. next-auth would take JSON besides, which may hold anything in place of a text. */
const FORM = /^application\/x-www-form-urlencoded(?:;|$)/i;

/** What an issuer may say instead of letting somebody through; the page has sentences for them. */
const REFUSALS = ["access_denied", "login_required", "temporarily_unavailable", "server_error"];

/** next-auth checks its own token against forgery; the Origin was asked all the same, at the door of all pages. */
async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  const { nextauth } = await context.params;
  const door = nextauth.join("/");
  if (!OPEN[request.method]?.includes(door)) return new Response(null, { status: 404 });
  if (request.method === "POST" && !FORM.test(request.headers.get("content-type") ?? ""))
    return new Response("Send a form.", { status: 415 });
  const refusal = request.nextUrl.searchParams.get("error");
  if (door === `callback/${SSO}` && refusal && REFUSALS.includes(refusal))
    return new Response(null, { status: 302, headers: { Location: `/sign-in?error=${refusal}` } });
  const answer: Response = await NextAuth(request, context, authOptions(await visitOf(request.headers)));
  return door === `signin/${SSO}` ? goingOn(answer) : answer;
}

export { handler as GET, handler as POST };
