import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ACTIONS,
  type Actor,
  can,
  forecastingMembership,
  makerOf,
  mayConfirmSingleHanded,
  type OrgAction,
  type PersonAction,
  readableTeams,
  type TeamAction,
  type TeamRole,
} from "#core/permissions";
import { type Grant, SCOPE_OF, SCOPES } from "#core/token-scopes";
import { viewerOf } from "#core/visibility";

const HERE = "team-here";
const THERE = "team-there";

const member = (role: TeamRole, orgRole: Actor["orgRole"] = "MEMBER"): Actor => ({
  userId: `${orgRole}-${role}`,
  orgRole,
  memberships: [{ memberId: "m1", teamId: HERE, role }],
});
const outside = (orgRole: Actor["orgRole"]): Actor => ({ userId: orgRole, orgRole, memberships: [] });

const PEOPLE = {
  observer: member("OBSERVER"),
  forecaster: member("FORECASTER"),
  lead: member("LEAD"),
  leader: outside("LEADER"),
  admin: outside("ADMIN"),
};

/** The table of the domain, written out a second time by hand: o observer, f forecaster, l lead, L leader, A admin. */
const EXPECTED: Record<TeamAction, string> = {
  "team.read": "oflLA",
  "brief.read": "oflLA",
  "scenario.read": "oflLA",
  "question.read": "oflLA",
  "rationale.read": "oflLA",
  "board.read": "oflLA",
  "board.names": "lLA",
  "forecast.submit": "fl",
  "crowd.early": "LA",
  "crowd.coherence": "lA",
  "comment.write": "fl",
  "dissent.sign": "fl",
  "rationale.edit": "fl",
  "rationale.redact": "A",
  "resolution.propose": "flA",
  "brief.write": "lA",
  "scenario.write": "lA",
  "question.write": "lA",
  "round.open": "lA",
  "resolution.desk": "lA",
  "resolution.confirm": "lA",
  "member.manage": "lA",
  "member.tokens": "lA",
  "lead.appoint": "lA",
  "member.audit": "lA",
  "world.import": "lA",
  "world.export": "oflLA",
};
const LETTER = { observer: "o", forecaster: "f", lead: "l", leader: "L", admin: "A" } as const;

describe("who may do what", () => {
  test.each(Object.entries(EXPECTED))("%s is open to exactly %s", (action, letters) => {
    for (const [name, actor] of Object.entries(PEOPLE)) {
      const expected = letters.includes(LETTER[name as keyof typeof LETTER]);
      expect(can(actor, action as TeamAction, { teamId: HERE }), `${name} ${action}`).toBe(expected);
    }
  });

  test("every action of the table is checked here or is not about a team", () => {
    const checked = ACTIONS.filter((a) => a.subject === "team").map((a) => a.action);
    expect([...checked].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test("a member of another team may nothing, whatever the role", () => {
    for (const role of ["OBSERVER", "FORECASTER", "LEAD"] as const) {
      for (const action of Object.keys(EXPECTED)) {
        expect(can(member(role), action as TeamAction, { teamId: THERE })).toBe(false);
      }
    }
  });

  test("nobody who is not signed in may anything", () => {
    for (const action of Object.keys(EXPECTED)) expect(can(null, action as TeamAction, { teamId: HERE })).toBe(false);
    expect(can(null, "user.manage")).toBe(false);
  });

  test("a leader who is also a lead or forecaster of a team reads and does no more", () => {
    for (const role of ["LEAD", "FORECASTER"] as const) {
      expect(can(member(role, "LEADER"), "forecast.submit", { teamId: HERE })).toBe(false);
      expect(can(member(role, "LEADER"), "brief.write", { teamId: HERE })).toBe(false);
      expect(can(member(role, "LEADER"), "brief.read", { teamId: THERE })).toBe(true);
      expect(forecastingMembership(member(role, "LEADER"), HERE)).toBeNull();
    }
  });

  test("an admin forecasts only in a team they have joined", () => {
    expect(can(PEOPLE.admin, "forecast.submit", { teamId: HERE })).toBe(false);
    expect(can(member("FORECASTER", "ADMIN"), "forecast.submit", { teamId: HERE })).toBe(true);
    expect(forecastingMembership(member("FORECASTER", "ADMIN"), HERE)?.memberId).toBe("m1");
  });

  test("nobody confirms their own proposal, save an admin marked single-handed", () => {
    const confirm = (actor: Actor, singleHanded?: boolean) =>
      can(actor, "resolution.confirm", { teamId: HERE, proposedById: actor.userId, singleHanded });
    expect(confirm(PEOPLE.lead)).toBe(false);
    expect(confirm(PEOPLE.lead, true)).toBe(false);
    expect(confirm(PEOPLE.admin)).toBe(false);
    expect(confirm(PEOPLE.admin, true)).toBe(true);
    expect(can(PEOPLE.lead, "resolution.confirm", { teamId: HERE, proposedById: "someone else" })).toBe(true);
  });

  test("single-handed needs 24 hours and nobody else", () => {
    const day = 24 * 60 * 60 * 1000;
    expect(mayConfirmSingleHanded(0, day, 0)).toBe(true);
    expect(mayConfirmSingleHanded(0, day - 1, 0)).toBe(false);
    expect(mayConfirmSingleHanded(0, 10 * day, 1)).toBe(false);
  });

  test("a person's record is open to them, leaders and admins", () => {
    const record = { teamId: HERE, memberId: "m1" };
    expect(can(PEOPLE.forecaster, "person.read", record)).toBe(true);
    expect(can(PEOPLE.forecaster, "person.read", { teamId: HERE, memberId: "m2" })).toBe(false);
    expect(can(PEOPLE.forecaster, "person.read", { teamId: THERE, memberId: "m1" })).toBe(false);
    expect(can(PEOPLE.lead, "person.read", { teamId: HERE, memberId: "m2" })).toBe(false);
    expect(can(PEOPLE.leader, "person.read", record)).toBe(true);
    expect(can(PEOPLE.admin, "person.read", record)).toBe(true);
  });
});

describe("the where-clause twin", () => {
  const teams = ["t1", "t2", "t3"];
  const actors = fc.record({
    userId: fc.constant("u"),
    orgRole: fc.constantFrom("ADMIN" as const, "LEADER" as const, "MEMBER" as const),
    memberships: fc
      .subarray(teams)
      .chain((mine) =>
        fc.tuple(
          ...mine.map((teamId) =>
            fc
              .constantFrom("LEAD" as const, "FORECASTER" as const, "OBSERVER" as const)
              .map((role) => ({ memberId: `m-${teamId}`, teamId, role })),
          ),
        ),
      ),
  });

  const grants: fc.Arbitrary<Grant> = fc.record({
    tokenId: fc.constant("k"),
    scopes: fc.subarray([...SCOPES]),
    teamId: fc.constantFrom(...teams, null),
  });
  const granted = fc.tuple(actors, grants).map(([actor, grant]): Actor => ({ ...actor, grant }));

  test("a token may exactly what its maker may, its scopes name and its team bounds", () => {
    fc.assert(
      fc.property(
        granted,
        fc.constantFrom(...teams),
        fc.constantFrom(...ACTIONS),
        (actor, teamId, { action, subject }) => {
          const ask = (who: Actor) => {
            if (subject === "org") return can(who, action as OrgAction);
            if (subject === "person") return can(who, action as PersonAction, { teamId, memberId: `m-${teamId}` });
            return can(who, action as TeamAction, { teamId });
          };
          const { scopes = [], teamId: only = null } = actor.grant ?? {};
          const scope = SCOPE_OF[action];
          const within = only === null || (subject !== "org" && only === teamId);
          expect(ask(actor)).toBe(ask(makerOf(actor)) && scope !== null && scopes.includes(scope) && within);
        },
      ),
    );
  });

  test("a token sees of a question what its maker sees: not less, and never more for not forecasting", () => {
    fc.assert(
      fc.property(granted, fc.constantFrom(...teams), (actor, teamId) => {
        expect(viewerOf(actor, teamId)).toEqual(viewerOf(makerOf(actor), teamId));
      }),
    );
  });

  test("no token changes accounts, tokens or rights", () => {
    const all: Grant = { tokenId: "k", scopes: SCOPES, teamId: null };
    const admin: Actor = { ...outside("ADMIN"), grant: all };
    for (const action of ["user.manage", "team.manage", "token.manage", "audit.read"] as const)
      expect(can(admin, action)).toBe(false);
    for (const action of ["member.manage", "member.tokens", "rationale.edit"] as const)
      expect(can({ ...member("LEAD"), grant: all }, action, { teamId: HERE })).toBe(false);
  });

  test("selects exactly the teams that can() lets read", () => {
    fc.assert(
      fc.property(fc.oneof(actors, granted), (actor) => {
        const readable = readableTeams(actor);
        for (const teamId of teams) {
          const listed = readable === "all" || readable.includes(teamId);
          expect(listed).toBe(can(actor, "team.read", { teamId }));
        }
      }),
    );
  });
});
