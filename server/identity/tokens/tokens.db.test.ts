import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { disableUser, enableUser } from "#server/identity/manage-user";
import { expireTokens } from "#server/identity/tokens/expire-tokens";
import { makeToken } from "#server/identity/tokens/make-token";
import { revokeOwnToken, revokeTeamToken } from "#server/identity/tokens/revoke-token";
import { apiTokenHash } from "#server/identity/tokens/token";
import { tokenActor } from "#server/identity/tokens/token-actor";
import { allTokens, ownTokens, teamTokens } from "#server/identity/tokens/token-queries";
import { db } from "#server/platform/db";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson, type Person } from "../../../e2e/fixtures/world-people";

let world: World;
const theWorld = async () => {
  world ??= await buildWorld(db);
  return world;
};

async function somebody(): Promise<Person> {
  const { own, foreign } = await theWorld();
  return addPerson(db, {
    name: "Writes scripts",
    memberships: [
      { teamId: own.teamId, role: "LEAD" },
      { teamId: foreign.teamId, role: "FORECASTER" },
    ],
  });
}

const asked = { name: "Nightly", scopes: ["forecast" as const], teamId: null, days: 90 };

it("is shown once and kept as a hash; a mistyped one is no token", async () => {
  const actor = await somebody();
  const { tokenId, token } = await makeToken({ actor }, asked);
  expect(token).toMatch(/^bw_[\w-]{49}$/);
  const kept = await db.apiToken.findUniqueOrThrow({ where: { id: tokenId } });
  expect(JSON.stringify(kept)).not.toContain(token);
  expect(Buffer.from(kept.tokenHash)).toEqual(Buffer.from(apiTokenHash(token) ?? []));
  expect(kept.expiresAt.getTime() - kept.createdAt.getTime()).toBe(90 * 86_400_000);
  expect(kept.scopes).toEqual(["READ", "FORECAST"]);
  const last = token.at(-1) === "A" ? "B" : "A";
  expect(apiTokenHash(`${token.slice(0, -1)}${last}`)).toBeNull();
  expect(await tokenActor(`${token}x`)).toBeNull();
  const entry = await db.auditEntry.findFirstOrThrow({ where: { subjectId: tokenId, action: "token.create" } });
  expect(entry).toMatchObject({ actorId: actor.userId, detail: { scopes: ["read", "forecast"], days: 90 } });
});

it("acts with the rights of this instant, in its one team only", async () => {
  const actor = await somebody();
  const { foreign, own } = await theWorld();
  const { token } = await makeToken({ actor }, { ...asked, teamId: foreign.teamId });
  const acting = await tokenActor(token);
  expect(acting?.memberships).toEqual([expect.objectContaining({ teamId: foreign.teamId, role: "FORECASTER" })]);
  await db.member.updateMany({ where: { userId: actor.userId }, data: { role: "OBSERVER" } });
  expect((await tokenActor(token))?.memberships).toEqual([expect.objectContaining({ role: "OBSERVER" })]);
  await expect(makeToken({ actor: world.people.outsider }, { ...asked, teamId: own.teamId })).rejects.toMatchObject({
    field: "teamId",
  });
  const nowhere = { ...asked, teamId: randomUUID() };
  await expect(makeToken({ actor: world.people.admin }, nowhere), "nor to nobody's").rejects.toMatchObject({
    field: "teamId",
  });
});

it("makes no token by a token", async () => {
  const { token } = await makeToken({ actor: await somebody() }, asked);
  const acting = await tokenActor(token);
  if (!acting) throw new Error("the token was not known");
  await expect(makeToken({ actor: acting }, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

it("is out once it is revoked, past its time, or its maker is disabled", async () => {
  const actor = await somebody();
  const { tokenId, token } = await makeToken({ actor }, asked);
  const other = await makeToken({ actor }, asked);
  await revokeOwnToken({ actor }, tokenId);
  await revokeOwnToken({ actor }, tokenId);
  expect(await tokenActor(token)).toBeNull();
  expect(await db.auditEntry.count({ where: { subjectId: tokenId, action: "token.revoke" } })).toBe(1);
  expect(await tokenActor(other.token)).not.toBeNull();
  await disableUser({ actor: world.people.admin }, { userId: actor.userId });
  expect(await tokenActor(other.token)).toBeNull();
  await enableUser({ actor: world.people.admin }, { userId: actor.userId });
  const past = await newApiToken(db, actor.userId, { days: -1 });
  expect(await tokenActor(past.token)).toBeNull();
  await Promise.all([0, 1, 2].map(() => expireTokens(new AbortController().signal)));
  expect(await db.auditEntry.count({ where: { subjectId: past.id, action: "token.expire" } })).toBe(1);
});

it("keeps its last use to the quarter of an hour", async () => {
  const { id, token } = await newApiToken(db, (await somebody()).userId);
  const used = async () => (await db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  expect(await used()).toBeNull();
  await tokenActor(token);
  const first = await used();
  expect(first).not.toBeNull();
  await tokenActor(token);
  expect(await used()).toEqual(first);
});

it("is listed and revoked by its maker, leads of teams it reaches, and admins; by nobody else", async () => {
  const actor = await somebody();
  const { own, foreign, people } = await theWorld();
  const ids = {
    anywhere: (await newApiToken(db, actor.userId)).id,
    own: (await newApiToken(db, actor.userId, { teamId: own.teamId })).id,
    foreign: (await newApiToken(db, actor.userId, { teamId: foreign.teamId })).id,
  };
  const listed = async (rows: Promise<{ id: string }[]>) =>
    (await rows)
      .map(({ id }) => id)
      .filter((id) => Object.values(ids).includes(id))
      .sort();
  expect(await listed(ownTokens(actor))).toEqual(Object.values(ids).sort());
  expect(await listed(allTokens(people.admin))).toEqual(Object.values(ids).sort());
  expect(await listed(teamTokens(people.lead, own.teamId))).toEqual([ids.anywhere, ids.own].sort());
  for (const none of [teamTokens(people.forecaster, own.teamId), teamTokens(people.lead, foreign.teamId)])
    await expect(none).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(allTokens(people.lead)).rejects.toMatchObject({ code: "NOT_FOUND" });

  const here = { actor: people.lead, teamId: own.teamId };
  await expect(revokeTeamToken(here, ids.foreign)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(revokeOwnToken({ actor: people.lead }, ids.own)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await revokeTeamToken(here, ids.own);
  expect((await ownTokens(actor)).find(({ id }) => id === ids.own)?.state).toBe("revoked");
});

it("one person has at most fifty that work, however many are asked for at once", async () => {
  const actor = await somebody();
  for (let n = 0; n < 48; n++) await newApiToken(db, actor.userId);
  const made = await Promise.allSettled([1, 2, 3, 4].map(() => makeToken({ actor }, asked)));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
});
