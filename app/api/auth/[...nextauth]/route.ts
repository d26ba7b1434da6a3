import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#server/identity/auth-options";
import { visitOf } from "#server/identity/visit-of";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth checks its own token against forgery; the Origin was asked all the same, at the door of all pages. */
async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  return NextAuth(request, context, authOptions(await visitOf(request.headers)));
}

export { handler as GET, handler as POST };
