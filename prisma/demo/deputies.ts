import type { Prisma } from "#prisma/client/client";
import { notify } from "#server/notifications/notify";

const DAY = 86_400_000;

/** Analyst 4 stood in for the desk lead a month ago; Analyst 6 will, in three weeks. */
export async function writeDeputies(
  tx: Prisma.TransactionClient,
  { teamId, users, now }: { teamId: string; users: ReadonlyMap<string, string>; now: number },
): Promise<void> {
  const members = await tx.member.findMany({ where: { teamId }, select: { id: true, userId: true } });
  const memberOf = (account: string) => {
    const member = members.find(({ userId }) => userId !== null && userId === users.get(account));
    if (!member) throw new RangeError(`the demonstration has no ${account} in this team`);
    return member.id;
  };
  const namedById = users.get("lead") ?? "";
  const leadId = memberOf("lead");
  const named = await tx.deputy.createManyAndReturn({
    data: [
      { deputyId: memberOf("analyst4"), from: new Date(now - 37 * DAY), until: new Date(now - 30 * DAY) },
      { deputyId: memberOf("analyst6"), from: new Date(now + 20 * DAY), until: new Date(now + 34 * DAY) },
    ].map((span) => ({ ...span, teamId, leadId, namedById })),
    select: { id: true, until: true },
  });
  // Of what is over nobody has a notice any more.
  const deputyshipIds = named.flatMap(({ id, until }) => (until.getTime() > now ? [id] : []));
  const standingIn = new Date(now - 33 * DAY);
  await tx.auditEntry.create({
    data: { actorId: users.get("analyst4"), teamId, action: "question.tag", at: standingIn },
    select: { id: true },
  });
  await notify(tx, { kind: "deputy", what: "NAMED", deputyshipIds, byUserId: namedById });
}
