import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#server/identity/auth-options";
import { visitOf } from "#server/identity/visit-of";
import { refuseForeignOrigin } from "#server/platform/origin";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth checks its own token against forgery; the Origin is asked all the same, as at every other door. */
async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  return refuseForeignOrigin(request) ?? NextAuth(request, context, authOptions(await visitOf(request.headers)));
}

export { handler as GET, handler as POST };
