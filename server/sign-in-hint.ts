import { firstAdminLink } from "#server/identity/links/set-up";
import { verifyPassword } from "#server/identity/password";
import { db } from "#server/platform/db";
import type { Env } from "#server/platform/env";

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
