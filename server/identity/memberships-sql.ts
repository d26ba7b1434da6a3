import { Prisma } from "#prisma/client/client";

/**
 * The deputyship that is in force now for the member `m`, as `d`: the lead whose rights they have besides. It begins and
 * ends by the database's clock, whatever runs when, and it ends with what it lends: the lead's own place as lead, and with
 * the deputy's as forecaster.
 */
const IN_FORCE = `
  SELECT d."leadId" FROM "Deputy" d
  JOIN "Member" l ON l."id" = d."leadId" AND l."role" = 'LEAD' AND l."leftAt" IS NULL
  JOIN "User" lu ON lu."id" = l."userId" AND lu."disabledAt" IS NULL
  WHERE d."deputyId" = m."id" AND m."role" = 'FORECASTER' AND d."endedAt" IS NULL
    AND d."from" <= clock_timestamp() AND d."until" > clock_timestamp()
  ORDER BY d."from" LIMIT 1`;

/** What a person (`u`) is in each team at this instant, as JSON: the memberships of an actor. */
export const MEMBERSHIPS = `
  coalesce((SELECT json_agg(json_strip_nulls(json_build_object('memberId', m."id", 'teamId', m."teamId",
      'role', CASE WHEN d."leadId" IS NULL THEN m."role" ELSE 'LEAD' END, 'deputyFor', d."leadId")) ORDER BY m."createdAt", m."id")
    FROM "Member" m LEFT JOIN LATERAL (${IN_FORCE}) d ON true
    WHERE m."userId" = u."id" AND m."leftAt" IS NULL), '[]')`;

/** The same for Prisma's raw queries. */
export const membershipsSql = Prisma.raw(MEMBERSHIPS);
