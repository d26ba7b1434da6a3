import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "#core/permissions";
import { loadVisitor, type Visitor } from "#server/identity/actor";
import { readSession, type SessionClaim } from "#server/identity/session-token";
import { isToBeVouchedAgain } from "#server/identity/sessions/vouched";
import { db } from "#server/platform/db";
import { PATH_HEADER } from "#server/platform/door-headers";
import { env } from "#server/platform/env";
import { AppError } from "#server/platform/errors";

/** What this page's request carries of a session; it may have ended. */
export const currentSession = cache(async (): Promise<SessionClaim | null> => {
  return readSession((await headers()).get("cookie"));
});

/** Who asks, read from the database once a request, with what they owe before they get anywhere. */
export const currentVisitor = cache(async (): Promise<Visitor | null> => loadVisitor(await currentSession()));

/** Who asks for this page; null when nobody is signed in who may go on. */
export async function currentActor(): Promise<Actor | null> {
  const visitor = await currentVisitor();
  return visitor && !visitor.owesCodes ? visitor.actor : null;
}

/** The zone that the reader chose for their account; null for the browser's. */
export const chosenTimeZone = cache(async (): Promise<string | null> => {
  const actor = await currentActor();
  if (!actor) return null;
  const user = await db.user.findUnique({ where: { id: actor.userId }, select: { timeZone: true } });
  return user?.timeZone ?? null;
});

/** The same for pages that need somebody: others are sent to sign in and come back to where they wanted to go. */
export async function requireActor(): Promise<Actor> {
  const visitor = await currentVisitor();
  if (visitor?.owesCodes) redirect("/codes");
  if (visitor) return visitor.actor;
  const wanted = (await headers()).get(PATH_HEADER);
  const next = wanted && wanted !== "/" ? `?next=${encodeURIComponent(wanted)}` : "";
  const vouch = env().oidc !== null && (await isToBeVouchedAgain(await currentSession()));
  return redirect(`${vouch ? "/api/auth/again" : "/sign-in"}${next}`);
}

/** What may not be read becomes the page that says nothing is here; every other error stays one. */
export async function orNotFound<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
