import { type Actor, can } from "#core/permissions";
import { pool } from "#server/platform/db";

/** How a person stands on a board that somebody reads. */
export interface BoardPerson {
  /** Null where the reader is not told who it is. */
  memberId: string | null;
  /** A name, or initials where the team shows no more to its members. */
  name: string;
  team: string;
  own: boolean;
  /** Whether the reader may open this person's record. */
  open: boolean;
}

/** What a team shows its forecasters and observers of each other. Leads, leaders and admins see names. */
export type Shown = "names" | "initials" | "own";

interface Member {
  id: string;
  name: string;
  teamId: string;
  team: string;
  shown: "NAMES" | "INITIALS" | "OWN";
}

const MEMBERS = `
  SELECT m."id", m."name", m."teamId", t."name" AS "team", t."boardNames" AS "shown"
  FROM "Member" m JOIN "Team" t ON t."id" = m."teamId"
  WHERE m."teamId" = ANY ($1::uuid[])`;

/**
 * Everybody of some teams as the reader may see them; null for a person whose line the reader is not shown. One query.
 *
 * @returns `shown`: the strictest that holds for this reader in any of the teams
 */
export async function boardPeople(
  actor: Actor,
  teamIds: readonly string[],
): Promise<{ people: ReadonlyMap<string, BoardPerson | null>; shown: Shown }> {
  const { rows } = await pool.query<Member>(MEMBERS, [teamIds]);
  const people = new Map(rows.map((member) => [member.id, personOf(actor, member)]));
  const kinds = new Set(rows.map((member) => shownTo(actor, member)));
  return { people, shown: kinds.has("own") ? "own" : kinds.has("initials") ? "initials" : "names" };
}

function personOf(actor: Actor, member: Member): BoardPerson | null {
  const { id: memberId, name, team, teamId } = member;
  const own = actor.memberships.some((membership) => membership.memberId === memberId);
  const shown = own ? "names" : shownTo(actor, member);
  switch (shown) {
    case "names":
      return { memberId, name, team, own, open: can(actor, "person.read", { teamId, memberId }) };
    case "initials":
      return { memberId: null, name: initials(name), team, own, open: false };
    case "own":
      return null;
  }
}

function shownTo(actor: Actor, { teamId, shown }: Pick<Member, "teamId" | "shown">): Shown {
  if (shown === "NAMES" || can(actor, "board.names", { teamId })) return "names";
  return shown === "OWN" ? "own" : "initials";
}

/** "Ayşe Nur Demir" → "A. N. D." */
export function initials(name: string): string {
  return name
    .split(/\s+/u)
    .flatMap((word) => (word === "" ? [] : [`${[...word][0]}.`]))
    .join("\u00a0");
}
