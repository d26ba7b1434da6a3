import { db } from "#server/platform/db";
import { env } from "#server/platform/env";

export interface DemoAccount {
  email: string;
  name: string;
  role: string;
  may: string;
}

/** In the order of the list. */
const SHOWN = [
  ["analyst1@demo.example", "forecasts, discusses and writes with the team"],
  ["lead@demo.example", "also writes questions and confirms resolutions"],
  ["observer@demo.example", "reads the team’s briefs and boards"],
  ["leader@demo.example", "reads every team, forecasts nothing"],
  ["admin@demo.example", "users, teams, invitations and the audit log"],
] as const;

/** The demo's accounts with the password they share, for the sign-in page; null where the demo is not on. */
export async function demoAccounts(): Promise<{ accounts: DemoAccount[]; password: string } | null> {
  const { demo, demoPassword } = env();
  if (!demo || !demoPassword) return null;
  const users = await db.user.findMany({
    where: { email: { in: SHOWN.map(([email]) => email) }, disabledAt: null },
    select: { email: true, name: true, orgRole: true, members: { where: { leftAt: null }, select: { role: true } } },
  });
  const accounts = SHOWN.flatMap(([email, may]) => {
    const user = users.find((candidate) => candidate.email === email);
    if (!user) return [];
    const role = user.orgRole === "MEMBER" ? (user.members[0]?.role ?? "member") : `org ${user.orgRole}`;
    return [{ email, name: user.name, role: role.toLowerCase(), may }];
  });
  return accounts.length ? { accounts, password: demoPassword } : null;
}

/** Whether nobody has an account yet: then only the set-up link leads in. */
export async function nobodyYet(): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) === null;
}
