import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Actor, can } from "#core/permissions";
import { loadActor, rightsOf } from "#server/identity/actor";
import { inviteToTeam } from "#server/identity/links/invite";
import { setOrgRole } from "#server/identity/manage-user";
import { db } from "#server/platform/db";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { resolutionHistory } from "#server/resolution/history-queries";
import { confirmersBesides } from "#server/resolution/other-confirmers";
import { appRouter } from "#server/routers/app";
import { endDeputyship, layDown, nameDeputy } from "#server/teams/deputies";
import { deputiesOf, ownDeputyships } from "#server/teams/deputy-queries";
import { removeMember, setMemberRole } from "#server/teams/manage-members";
import { newProposal } from "../../e2e/fixtures/new-proposal";
import { buildWorld, type TeamWorld } from "../../e2e/fixtures/world";
import { addPerson, memberIn, type Person } from "../../e2e/fixtures/world-people";

const HOUR = 3_600_000;
let team: TeamWorld;
let teamId: string;
let admin: Person;
let proposer: Person;
beforeAll(async () => {
  const world = await buildWorld(db);
  team = world.own;
  teamId = team.teamId;
  admin = world.people.admin;
  proposer = world.people.proposer;
});

const join = (name: string, role: "LEAD" | "FORECASTER" | "OBSERVER") =>
  addPerson(db, { name, memberships: [{ teamId, role }] });
const pair = async () => ({ lead: await join("Away", "LEAD"), deputy: await join("Standing in", "FORECASTER") });
const present = async (person: Person): Promise<Actor> => {
  const actor = await loadActor(person);
  if (!actor) throw new Error(`${person.name} is not let in`);
  return actor;
};
const leads = async (person: Person) => can(await present(person), "round.open", { teamId });
const name = (by: Actor, lead: Person, deputy: Person, hours: [number | null, number] = [null, 1]) =>
  nameDeputy(
    { actor: by, teamId },
    {
      leadId: memberIn(lead, teamId),
      deputyId: memberIn(deputy, teamId),
      from: hours[0] === null ? null : new Date(Date.now() + hours[0] * HOUR),
      until: new Date(Date.now() + hours[1] * HOUR),
    },
  );

describe("the rights of a deputy", () => {
  it("begin and end by the database's clock, and nothing has to run for it", async () => {
    const { lead, deputy } = await pair();
    const [now] = await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
    const at = (ms: number) => new Date((now?.at.getTime() ?? 0) + ms);
    await db.deputy.create({
      data: {
        teamId,
        leadId: memberIn(lead, teamId),
        deputyId: memberIn(deputy, teamId),
        from: at(700),
        until: at(1600),
        namedById: lead.userId,
      },
      select: { id: true },
    });
    expect(await leads(deputy)).toBe(false);
    await vi.waitFor(async () => expect(await leads(deputy)).toBe(true), { timeout: 5000, interval: 20 });
    await vi.waitFor(async () => expect(await leads(deputy)).toBe(false), { timeout: 5000, interval: 20 });
    const [ended] = await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
    expect(ended?.at.getTime()).toBeGreaterThanOrEqual(at(1600).getTime());
  });

  it("are a lead's in that team alone, and say whose they are", async () => {
    const { lead, deputy } = await pair();
    await name(lead, lead, deputy);
    const actor = await present(deputy);
    expect(actor.memberships).toEqual([
      { memberId: memberIn(deputy, teamId), teamId, role: "LEAD", deputyFor: memberIn(lead, teamId) },
    ]);
    expect(await rightsOf(db, deputy.userId)).toEqual(actor);
    expect(await confirmersBesides(db, teamId, proposer.userId)).toContain(deputy.userId);
    await expect(
      appRouter.createCaller({ actor, address: "d" }).round.end({ teamId, questionIds: [] }),
    ).rejects.not.toThrow(/role in this team/);
  });

  it("confirm somebody else's proposal, recorded as theirs and as deputy; never their own", async () => {
    const { lead, deputy } = await pair();
    await name(lead, lead, deputy);
    const actor = await present(deputy);
    const proposals = async (by: string) => {
      const id = await newProposal(db, team, by);
      return db.resolutionProposal.findUniqueOrThrow({
        where: { id },
        select: { id: true, teamId: true, questionId: true, proposedById: true, proposedAt: true },
      });
    };
    const own = await proposals(deputy.userId);
    await expect(confirmResolution({ actor, proposal: own }, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await proposals(proposer.userId);
    await confirmResolution({ actor, proposal: other }, {});
    const [record] = await resolutionHistory(actor, other.questionId);
    expect(record?.decision?.by).toBe("Standing in, as deputy for Away");
    // After its end the record still says so.
    const row = await db.deputy.findFirstOrThrow({
      where: { deputyId: memberIn(deputy, teamId) },
      select: { id: true },
    });
    await endDeputyship({ actor: lead, teamId }, { deputyshipId: row.id });
    expect((await resolutionHistory(lead, other.questionId))[0]?.decision?.by).toBe("Standing in, as deputy for Away");
  });

  it("appoint nobody: no lead is made or unmade, no deputy named, so that what is lent ends", async () => {
    const { lead, deputy } = await pair();
    await name(lead, lead, deputy);
    const actor = await present(deputy);
    const other = await join("Other", "FORECASTER");
    expect(can(actor, "member.manage", { teamId })).toBe(true);
    expect(can(actor, "lead.appoint", { teamId })).toBe(false);
    const ctx = { actor, teamId };
    const refused = { code: "FORBIDDEN" };
    await expect(setMemberRole(ctx, { memberId: memberIn(other, teamId), role: "LEAD" })).rejects.toMatchObject(
      refused,
    );
    await expect(setMemberRole(ctx, { memberId: memberIn(lead, teamId), role: "OBSERVER" })).rejects.toMatchObject(
      refused,
    );
    await expect(removeMember(ctx, { memberId: memberIn(lead, teamId) })).rejects.toMatchObject(refused);
    await expect(inviteToTeam(ctx, { role: "LEAD", days: 1 })).rejects.toMatchObject(refused);
    await setMemberRole(ctx, { memberId: memberIn(other, teamId), role: "OBSERVER" });
    const caller = appRouter.createCaller({ actor, address: "d" });
    const named = { teamId, leadId: memberIn(lead, teamId), deputyId: memberIn(other, teamId), from: null };
    await expect(caller.deputy.name({ ...named, until: new Date(Date.now() + HOUR) })).rejects.toMatchObject(refused);
  });

  it.each([
    [
      "the lead loses the role",
      (lead: Person) =>
        setMemberRole({ actor: admin, teamId }, { memberId: memberIn(lead, teamId), role: "FORECASTER" }),
    ],
    [
      "the lead leaves the team",
      (lead: Person) => removeMember({ actor: admin, teamId }, { memberId: memberIn(lead, teamId) }),
    ],
    [
      "the lead is disabled",
      (lead: Person) => db.user.update({ where: { id: lead.userId }, data: { disabledAt: new Date() } }),
    ],
    [
      "the deputy becomes an observer",
      (_: Person, deputy: Person) =>
        setMemberRole({ actor: admin, teamId }, { memberId: memberIn(deputy, teamId), role: "OBSERVER" }),
    ],
    [
      "a lead ends it",
      async (lead: Person, _: Person, id: string) => endDeputyship({ actor: lead, teamId }, { deputyshipId: id }),
    ],
    [
      "an administrator ends it",
      async (_: Person, __: Person, id: string) => endDeputyship({ actor: admin, teamId }, { deputyshipId: id }),
    ],
    [
      "the deputy lays it down",
      async (_: Person, deputy: Person, id: string) => layDown({ actor: deputy, teamId }, { deputyshipId: id }),
    ],
  ])("end when %s", async (_, ending) => {
    const { lead, deputy } = await pair();
    const { deputyshipId } = await name(lead, lead, deputy);
    expect(await leads(deputy)).toBe(true);
    expect(await ownDeputyships(await present(deputy))).toMatchObject([{ lead: "Away", now: true }]);
    await ending(lead, deputy, deputyshipId);
    expect(await leads(deputy)).toBe(false);
  });
});

describe("naming a deputy", () => {
  it("is refused with what is wrong, at the field", async () => {
    const { lead, deputy } = await pair();
    const observer = await join("Observer two", "OBSERVER");
    const second = await join("Second lead", "LEAD");
    const chief = await addPerson(db, { name: "Chief", memberships: [{ teamId, role: "OBSERVER" }] });
    await setOrgRole({ actor: admin }, { userId: chief.userId, orgRole: "LEADER" });
    await expect(name(lead, lead, lead)).rejects.toMatchObject({ code: "INVALID", field: "deputyId" });
    await expect(name(lead, lead, observer)).rejects.toThrow(/observer/);
    await expect(name(lead, lead, second)).rejects.toThrow(/lead of this team already/);
    await expect(name(lead, lead, chief)).rejects.toThrow(/organisation leader/);
    await expect(name(lead, lead, deputy, [null, -1])).rejects.toMatchObject({ code: "INVALID", field: "until" });
    await expect(name(lead, lead, deputy, [3, 2])).rejects.toMatchObject({ code: "INVALID", field: "until" });
    await expect(name(lead, lead, deputy, [1, 9000])).rejects.toThrow(/At most a year/);
    await expect(name(second, lead, deputy)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(name(admin, deputy, observer)).rejects.toMatchObject({ code: "INVALID", field: "leadId" });
    const outside = await addPerson(db, {
      name: "Outside",
      memberships: [{ teamId: (await other()).id, role: "FORECASTER" }],
    });
    const foreign = { leadId: memberIn(lead, teamId), deputyId: outside.memberships[0]?.memberId ?? "", from: null };
    await expect(
      nameDeputy({ actor: lead, teamId }, { ...foreign, until: new Date(Date.now() + HOUR) }),
    ).rejects.toMatchObject({ code: "INVALID", field: "deputyId" });
  });

  it("a lead has one deputy at a time, and a deputy one lead; asked for twice at once, one holds", async () => {
    const { lead, deputy } = await pair();
    const second = await join("Second deputy", "FORECASTER");
    const colleague = await join("Colleague", "LEAD");
    const both = await Promise.allSettled([name(lead, lead, deputy, [null, 5]), name(lead, lead, second, [2, 7])]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const taken = both[0]?.status === "fulfilled" ? deputy : second;
    await expect(name(colleague, colleague, taken, [3, 4])).rejects.toMatchObject({
      code: "CONFLICT",
      field: "deputyId",
    });
    await name(colleague, colleague, taken, [8, 9]);
    const rows = await deputiesOf(colleague, teamId);
    expect(rows.filter(({ lead: of }) => of === "Colleague")).toMatchObject([{ state: "coming", ends: true }]);
    expect(rows.find(({ lead: of }) => of === "Away")?.ends).toBe(false);
  });

  it("is in the audit log with who, for whom and how long", async () => {
    const { lead, deputy } = await pair();
    await name(admin, lead, deputy);
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { action: "deputy.name", subjectId: memberIn(deputy, teamId) },
      select: { actorId: true, teamId: true, detail: true },
    });
    expect(entry).toMatchObject({ actorId: admin.userId, teamId, detail: { lead: memberIn(lead, teamId) } });
  });
});

const other = () => db.team.create({ data: { name: `Other ${Math.random()}` }, select: { id: true } });
