/**
 * Who may do what: the only statement of it. Every procedure, page, export, live event and document connection asks
 * `can`; nothing else compares roles.
 *
 * Organisation roles: ADMIN, LEADER (reads everything, forecasts nothing), MEMBER.
 * Team roles: LEAD, FORECASTER, OBSERVER. Rights are the union of one's roles, save that a LEADER's LEAD and
 * FORECASTER memberships count as OBSERVER.
 * An API token has the rights of its maker cut by its scopes, and never more. A deputy is a LEAD for a time, but appoints nobody.
 */
import { type Grant, reaches } from "#core/token-scopes";

export type OrgRole = "ADMIN" | "LEADER" | "MEMBER";
export type TeamRole = "LEAD" | "FORECASTER" | "OBSERVER";

export type Membership = {
  memberId: string;
  teamId: string;
  /** As it holds now: a deputy's is LEAD while the lead is away. */
  role: TeamRole;
  /** The lead (a member) whose rights this member has besides their own, for a time. */
  deputyFor?: string;
};

/** A signed-in person with the rights read from the database at this request. */
export type Actor = {
  userId: string;
  orgRole: OrgRole;
  memberships: readonly Membership[];
  /** Only where an API token acts in the person's place: what it is held to. */
  grant?: Grant;
};

type Role = "observer" | "forecaster" | "lead" | "leader" | "admin";

const EVERYONE: readonly Role[] = ["observer", "forecaster", "lead", "leader", "admin"];
const FORECASTERS: readonly Role[] = ["forecaster", "lead"];
const EDITORS: readonly Role[] = ["lead", "admin"];

/** Acts on something that belongs to a team. */
const TEAM_ACTIONS = {
  "team.read": EVERYONE,
  "brief.read": EVERYONE,
  "scenario.read": EVERYONE,
  "question.read": EVERYONE,
  "rationale.read": EVERYONE,
  "board.read": EVERYONE,
  /** Everybody by name, whatever the team shows its forecasters of each other. */
  "board.names": ["lead", "leader", "admin"],
  "forecast.submit": FORECASTERS,
  /** Aggregates of a crowd that forecasters do not see before they have forecast: for those who never forecast here. */
  "crowd.early": ["leader", "admin"],
  "comment.write": FORECASTERS,
  "dissent.sign": FORECASTERS,
  "rationale.edit": FORECASTERS,
  /** Removing the history of a rationale for good. */
  "rationale.redact": ["admin"],
  /** What the crowd's numbers break among the declared relations, once they are shown. */
  "crowd.coherence": EDITORS,
  "resolution.propose": ["forecaster", "lead", "admin"],
  "brief.write": EDITORS,
  "scenario.write": EDITORS,
  "question.write": EDITORS,
  "round.open": EDITORS,
  "resolution.desk": EDITORS,
  "resolution.confirm": EDITORS,
  "member.manage": EDITORS,
  /** The API tokens of the team's people that reach the team: seeing and revoking them. */
  "member.tokens": EDITORS,
  /** Making and unmaking leads, and naming a deputy: no right that is only lent, so that it ends when it should. */
  "lead.appoint": EDITORS,
  /** What the log holds of the team and of the sessions of its people. */
  "member.audit": EDITORS,
  /** Bringing files into the team, seeing what was brought, taking it back. */
  "world.import": EDITORS,
  /** Everything that one may see, as files. */
  "world.export": EVERYONE,
} as const satisfies Record<string, readonly Role[]>;

/** Acts on the organisation as a whole. */
const ORG_ACTIONS = {
  "board.across": ["leader", "admin"],
  "user.manage": ["admin"],
  "team.manage": ["admin"],
  /** Everybody's API tokens: seeing and revoking them. */
  "token.manage": ["admin"],
  /** What holds for everybody's way in. */
  "policy.manage": ["admin"],
  "audit.read": ["admin"],
  /** Recompute every stored score from its log, and see how far that is. */
  "score.recompute": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

/** One's own record is open to oneself; to others as listed. */
const PERSON_ACTIONS = {
  "person.read": ["leader", "admin"],
} as const satisfies Record<string, readonly Role[]>;

export type TeamAction = keyof typeof TEAM_ACTIONS;
export type OrgAction = keyof typeof ORG_ACTIONS;
export type PersonAction = keyof typeof PERSON_ACTIONS;
export type Action = TeamAction | OrgAction | PersonAction;

/** Every action with the kind of subject it is asked about, for tests that must cover them all. */
export const ACTIONS: readonly { action: Action; subject: "team" | "org" | "person" }[] = [
  ...Object.keys(TEAM_ACTIONS).map((action) => ({ action: action as TeamAction, subject: "team" as const })),
  ...Object.keys(ORG_ACTIONS).map((action) => ({ action: action as OrgAction, subject: "org" as const })),
  ...Object.keys(PERSON_ACTIONS).map((action) => ({ action: action as PersonAction, subject: "person" as const })),
];

export type TeamSubject = {
  teamId: string;
  /** For `resolution.confirm`: who proposed. Nobody confirms their own proposal … */
  proposedById?: string | null;
  /** … but an admin, 24 hours on, where no second eligible person exists (`mayConfirmSingleHanded`). */
  singleHanded?: boolean;
};
export type PersonSubject = { teamId: string; memberId: string };

/** @returns whether the actor may; a person who is not signed in (null) may nothing */
export function can(actor: Actor | null, action: TeamAction, subject: TeamSubject): boolean;
export function can(actor: Actor | null, action: OrgAction): boolean;
export function can(actor: Actor | null, action: PersonAction, subject: PersonSubject): boolean;
export function can(actor: Actor | null, action: Action, subject?: TeamSubject | PersonSubject): boolean {
  if (!actor) return false;
  if (actor.grant && !reaches(actor.grant, action, subject?.teamId ?? null)) return false;
  if (action in ORG_ACTIONS) return granted(ORG_ACTIONS[action as OrgAction], orgRoles(actor));
  if (!subject) return false;
  const roles = rolesIn(actor, subject.teamId, action !== "lead.appoint");
  if (action in PERSON_ACTIONS) {
    const own = actor.memberships.some(
      (m) => m.teamId === subject.teamId && "memberId" in subject && m.memberId === subject.memberId,
    );
    return own || granted(PERSON_ACTIONS[action as PersonAction], roles);
  }
  if (!granted(TEAM_ACTIONS[action as TeamAction], roles)) return false;
  if (action === "resolution.confirm" && "proposedById" in subject && subject.proposedById === actor.userId) {
    return subject.singleHanded === true && actor.orgRole === "ADMIN";
  }
  return true;
}

/** The one membership through which an actor forecasts, comments and edits in a team, or null if they may not. */
export function forecastingMembership(actor: Actor | null, teamId: string): Membership | null {
  if (!can(actor, "forecast.submit", { teamId })) return null;
  return actor?.memberships.find((m) => m.teamId === teamId && m.role !== "OBSERVER") ?? null;
}

/** The teams whose content an actor may read: a list, or every team. Twin of `can(…, "team.read", …)`. */
export function readableTeams(actor: Actor | null): "all" | readonly string[] {
  if (!actor) return [];
  const { grant, orgRole, memberships } = actor;
  const teams = orgRole === "MEMBER" ? memberships.map((m) => m.teamId) : "all";
  if (!grant) return teams;
  if (!grant.scopes.includes("read")) return [];
  if (grant.teamId === null) return teams;
  return teams === "all" || teams.includes(grant.teamId) ? [grant.teamId] : [];
}

/**
 * The person in whose place a token acts, whole. What a person sees hangs on what they may do, and not always upwards:
 * whoever may forecast sees less of the others before they have. What is shown to a token is therefore worked out for its
 * maker; whether it may ask at all is `can`'s.
 */
export function makerOf({ userId, orgRole, memberships }: Actor): Actor {
  return { userId, orgRole, memberships };
}

const SECOND_PERSON_WAIT_MS = 24 * 60 * 60 * 1000;

/**
 * Whether an admin may confirm their own proposal alone: no second eligible person exists and it is 24 hours old.
 *
 * @param proposedAt milliseconds since the epoch
 * @param now milliseconds since the epoch
 * @param otherEligible how many other people could confirm it
 */
export function mayConfirmSingleHanded(proposedAt: number, now: number, otherEligible: number): boolean {
  return otherEligible === 0 && now - proposedAt >= SECOND_PERSON_WAIT_MS;
}

function granted(allowed: readonly Role[], roles: readonly Role[]): boolean {
  return roles.some((role) => allowed.includes(role));
}

function orgRoles(actor: Actor): Role[] {
  if (actor.orgRole === "ADMIN") return ["admin"];
  return actor.orgRole === "LEADER" ? ["leader"] : [];
}

/** @param lent whether a deputy counts as the lead they stand in for, or as the forecaster they are */
function rolesIn(actor: Actor, teamId: string, lent: boolean): Role[] {
  const roles = orgRoles(actor);
  for (const { teamId: of, role, deputyFor } of actor.memberships) {
    if (of !== teamId) continue;
    if (actor.orgRole === "LEADER") roles.push("observer");
    else roles.push(deputyFor && !lent ? "forecaster" : (role.toLowerCase() as Lowercase<TeamRole>));
  }
  return roles;
}
