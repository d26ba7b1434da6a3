import { beforeAll, expect, it } from "vitest";
import { loadActor } from "#server/identity/actor";
import { personToManage } from "#server/identity/person-queries";
import { listUsers, userFilter } from "#server/identity/user-queries";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { leaveTeam, moveMember } from "#server/teams/manage-members";
import { buildWorld, type World } from "../../e2e/fixtures/world";
import { addPerson, memberIn, type Person } from "../../e2e/fixtures/world-people";

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await buildWorld(db);
  admin = world.people.admin;
});

it("who moves leaves the one team with the record kept there, joins the other, and comes back to the same record", async () => {
  const { own, foreign, people } = world;
  const mover = people.proposer;
  const memberId = memberIn(mover, own.teamId);
  const forecasts = await db.forecast.count({ where: { memberId } });
  await moveMember({ actor: admin }, { memberId, teamId: foreign.teamId, role: "OBSERVER" });
  const there = await loadActor(mover);
  expect(there?.memberships).toMatchObject([{ teamId: foreign.teamId, role: "OBSERVER" }]);
  expect(await db.forecast.count({ where: { memberId } })).toBe(forecasts);
  const moved = there?.memberships[0]?.memberId ?? "";
  await moveMember({ actor: admin }, { memberId: moved, teamId: own.teamId, role: "FORECASTER" });
  expect((await loadActor(mover))?.memberships).toEqual([{ memberId, teamId: own.teamId, role: "FORECASTER" }]);
  const { memberships } = await personToManage(admin, mover.userId);
  expect(memberships.map(({ team, leftAt }) => [team.split(" ")[0], leftAt !== null])).toEqual([
    ["Own", false],
    ["Foreign", true],
  ]);
});

it("a move into the same team, of a leader as forecaster, or of somebody who has left is refused", async () => {
  const { own, foreign } = world;
  const person = await addPerson(db, { name: "Still", memberships: [{ teamId: own.teamId, role: "OBSERVER" }] });
  const memberId = memberIn(person, own.teamId);
  const move = (teamId: string, role: "OBSERVER" | "FORECASTER" = "OBSERVER") =>
    moveMember({ actor: admin }, { memberId, teamId, role });
  await expect(move(own.teamId)).rejects.toMatchObject({ code: "INVALID", field: "teamId" });
  await db.user.update({ where: { id: person.userId }, data: { orgRole: "LEADER" }, select: { id: true } });
  await expect(move(foreign.teamId, "FORECASTER")).rejects.toMatchObject({ code: "INVALID", field: "role" });
  await leaveTeam({ actor: person, teamId: own.teamId }, { memberId });
  await expect(move(foreign.teamId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("one leaves for oneself alone, and is out at the next request", async () => {
  const { own, people } = world;
  const person = await addPerson(db, { name: "Leaving", memberships: [{ teamId: own.teamId, role: "FORECASTER" }] });
  const caller = appRouter.createCaller({ actor: person, address: "leave" });
  const others = memberIn(people.forecaster, own.teamId);
  await expect(caller.member.leave({ teamId: own.teamId, memberId: others })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await caller.member.leave({ teamId: own.teamId, memberId: memberIn(person, own.teamId) });
  expect((await loadActor(person))?.memberships).toEqual([]);
  const entry = await db.auditEntry.findFirst({ where: { action: "member.leave", actorId: person.userId } });
  expect(entry?.teamId).toBe(own.teamId);
});

it("people are found by name, address, role, team and account", async () => {
  const find = async (filter: Record<string, string>) =>
    (await listUsers(admin, userFilter.parse(filter))).users.map(({ name }) => name);
  expect(await find({ search: "outsi" })).toEqual(["Outsider"]);
  expect(await find({ search: world.people.leader.email })).toEqual(["Leader"]);
  expect(await find({ role: "ADMIN" })).toEqual(["Admin"]);
  expect(await find({ team: world.foreign.teamId })).toEqual(["Outsider"]);
  expect(await find({ state: "disabled" })).toEqual(["Disabled"]);
  expect(await find({ state: "nonsense", role: "nonsense", team: "nonsense" })).toContain("Lead");
});
