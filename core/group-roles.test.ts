import { expect, it } from "vitest";
import { type GroupRoles, mappedRoles } from "#core/group-roles";

const MAPPING: GroupRoles = {
  admins: { org: "ADMIN" },
  board: { org: "LEADER" },
  asia: { team: "Asia desk", role: "FORECASTER" },
  "asia-leads": [
    { team: "Asia desk", role: "LEAD" },
    { team: "Methods", role: "OBSERVER" },
  ],
};

it("of several roles in one place the one that may most counts", () => {
  expect(mappedRoles(MAPPING, ["asia-leads", "board", "asia", "admins"])).toEqual({
    orgRole: "ADMIN",
    teams: new Map([
      ["Asia desk", "LEAD"],
      ["Methods", "OBSERVER"],
    ]),
    any: true,
  });
});

it("a role that no group gives any more is taken", () => {
  expect(mappedRoles(MAPPING, ["unknown"])).toEqual({
    orgRole: "MEMBER",
    teams: new Map([
      ["Asia desk", null],
      ["Methods", null],
    ]),
    any: false,
  });
});

it("where no group is mapped to a role in the organisation, the issuer has no say in it", () => {
  expect(mappedRoles({ asia: { team: "Asia desk", role: "OBSERVER" } }, ["asia"]).orgRole).toBeNull();
  expect(mappedRoles({}, ["asia"])).toEqual({ orgRole: null, teams: new Map(), any: false });
});
