import { z } from "zod";

export const TeamRoleInput = z.enum(["LEAD", "FORECASTER", "OBSERVER"]);
export const OrgRoleInput = z.enum(["ADMIN", "LEADER", "MEMBER"]);
