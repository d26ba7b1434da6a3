import { firstAdminLink } from "#server/identity/links/set-up";
import { verifyPassword } from "#server/identity/password";
import { db } from "#server/platform/db";
import type { Env } from "#server/platform/env";

const OWN_MACHINE = /^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/;

/** A line for whoever lets people in from other machines without https: passwords and sessions can then be read on their way. */
export function plainHttpHint({ appUrl, demo }: Pick<Env, "appUrl" | "demo">): string[] {
  if (demo || appUrl.startsWith("https:") || OWN_MACHINE.test(appUrl)) return [];
  return [
    `${appUrl} is not https: whoever is on the way can read passwords and sessions. Put TLS in front and set APP_URL.`,
  ];
}

/** Lines for the terminal that say how to get in. */
export async function signInHint({ demo, demoPassword }: Env): Promise<string[]> {
  const admin =
    demo && (await db.user.findUnique({ where: { email: "admin@demo.example" }, select: { passwordHash: true } }));
  if (admin) {
    const current = demoPassword !== null && (await verifyPassword(demoPassword, admin.passwordHash));
    const password = current ? demoPassword : "the one that was set when the demo was loaded";
    return [
      `Sign in as leader@demo.example, lead@demo.example, analyst1@demo.example or admin@demo.example; password: ${password}`,
    ];
  }
  const link = await firstAdminLink();
  return link ? [`Nobody has an account yet. For 30 minutes this link makes the first administrator: ${link}`] : [];
}
