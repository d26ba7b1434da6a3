import type { NoticeContent, NoticeGroup, NoticeItem, ToldDeputyship, VerdictChange } from "#core/notice";
import type { Actor } from "#core/permissions";
import type { NoticeKind } from "#prisma/client/client";
import { said } from "#server/forecasts/said";
import { visibleTo } from "#server/identity/visible-to";
import { isSettled, type NoticeRow, readableNotices, roundState, sideOf } from "#server/notifications/notice-rows";
import { verdictChanges } from "#server/notifications/verdict-changes";
import { db, pool } from "#server/platform/db";

/** Everything an actor is told: groups with something unread first, then by their newest notice. */
export async function noticeGroups(actor: Actor): Promise<NoticeGroup[]> {
  const rows = await readableNotices(actor);
  const { changes, places } = await besideNotices(actor, rows);
  const groups = new Map<string, NoticeGroup & { notices: NoticeItem[] }>();
  for (const row of rows) {
    const content = contentOf(row, changes, actor);
    const { scenarioId, questionId, teamId, deputyship } = row;
    const place = places.get(scenarioId ?? "");
    const team = place?.team ?? deputyship?.team;
    if (!content || team === undefined) continue;
    const key = questionId ?? scenarioId ?? `deputies of ${teamId}`;
    const group = groups.get(key) ?? {
      key,
      teamId,
      team,
      questionId,
      scenario: scenarioId && place ? { id: scenarioId, number: place.number, statement: place.statement } : null,
      title: row.question?.title ?? place?.statement ?? titleOf(row) ?? team,
      unread: 0,
      notices: [],
    };
    groups.set(key, group);
    const unread = !row.read && !isSettled(row);
    group.notices.push({ id: row.id, at: row.createdAt, unread, read: row.read, content });
    if (unread) group.unread++;
  }
  return [...groups.values()].sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || newest(b) - newest(a));
}

/** What notices speak of and is not in their rows: two queries, however many. */
export async function besideNotices(actor: Actor, rows: readonly NoticeRow[]) {
  const [changes, places] = await Promise.all([
    verdictChanges(
      actor,
      rows.flatMap(({ resolutionId }) => (resolutionId ? [resolutionId] : [])),
    ),
    placesOf([...new Set(rows.flatMap(({ scenarioId }) => scenarioId ?? []))]),
  ]);
  return { changes, places };
}

const newest = ({ notices }: NoticeGroup) => notices[0]?.at.getTime() ?? 0;

/** What a notice says to its reader; null where there is nothing to say of it any more. */
export function contentOf(
  row: NoticeRow,
  changes: ReadonlyMap<string, VerdictChange>,
  actor: Actor,
): NoticeContent | null {
  const { kind, question, own, proposal } = row;
  switch (kind) {
    case "RESOLVED":
    case "CORRECTED": {
      const change = changes.get(row.resolutionId ?? "");
      return change ? { kind, change, inForce: row.inForce } : null;
    }
    case "PROPOSAL":
      return (
        proposal && {
          kind,
          outcome: proposal.outcome,
          said: question && said(proposal, question.type, question.asked),
          corrects: proposal.corrects,
          by: proposal.by,
          verdict: proposal.verdict,
        }
      );
    case "CLOSING": {
      if (!question) return null;
      const now = own ? "forecast" : question.state === "OPEN" && question.closesAt > row.now ? "open" : "closed";
      return { kind, closesAt: new Date(question.closesAt), now };
    }
    case "STALE": {
      const latestAt = own && own.kind !== "WITHDRAWAL" ? new Date(own.at) : null;
      return {
        kind,
        probability: own?.probability ?? null,
        holds: latestAt !== null,
        latestAt,
        settled: isSettled(row),
      };
    }
    case "AMENDED": {
      if (!row.version || !question) return null;
      const { number, amendment, reason } = row.version;
      const closesAt = new Date(question.closesAt);
      return { kind, amendment, version: number, reason, closesAt, settled: isSettled(row) };
    }
    case "ROUND_OPENED":
    case "ROUND_ENDING":
      return row.round && { kind, round: row.round.number, endsAt: new Date(row.round.endsAt), now: roundState(row) };
    case "ROUND_ENDED":
      return row.round && { kind, round: row.round.number, endedAt: new Date(row.round.endsAt) };
    case "DEPUTY_NAMED":
    case "DEPUTY_BEGAN":
    case "DEPUTY_ENDED": {
      const told = toldDeputyship(row, actor);
      return told && { kind, ...told };
    }
    case "MENTION":
      return {
        kind,
        by: row.actorName ?? "Somebody",
        place: row.remark ? "comments" : row.comment ? "discussion" : "rationale",
        excerpt: (row.remark ?? row.comment)?.body ?? null,
        threadId: row.remark?.threadId ?? null,
      };
    case "REPLY":
      return {
        kind,
        by: row.actorName ?? "Somebody",
        excerpt: row.remark?.body ?? null,
        threadId: row.remark?.threadId ?? null,
      };
  }
}

function toldDeputyship(row: NoticeRow, actor: Actor): ToldDeputyship | null {
  const side = sideOf(actor, row);
  if (!row.deputyship || !side) return null;
  const { lead, deputy, from, until, endedBy } = row.deputyship;
  const now = until <= row.now ? "over" : from > row.now ? "coming" : "now";
  const other = side === "deputy" ? lead : deputy;
  return { side, other, from: new Date(from), until: new Date(until), now, endedBy };
}

/** What a notice about deputies is about, in words. */
export const titleOf = ({ deputyship }: NoticeRow) => (deputyship ? `Deputies in ${deputyship.team}` : undefined);

type Place = { number: number; statement: string; team: string };

async function placesOf(scenarioIds: readonly string[]): Promise<Map<string, Place>> {
  const { rows } = await pool.query<Place & { id: string }>(
    `SELECT s."id", s."number", s."statement", t."name" AS team FROM "Scenario" s JOIN "Team" t ON t."id" = s."teamId"
     WHERE s."id" = ANY ($1::uuid[])`,
    [scenarioIds],
  );
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}

export interface NoticeSettings {
  /** Kinds that are switched off. */
  off: NoticeKind[];
  muted: { id: string; what: "question" | "scenario" | "team"; subjectId: string; title: string }[];
}

/** What a person has switched off and muted, of what they may read. */
export async function noticeSettings(actor: Actor): Promise<NoticeSettings> {
  const [off, mutes] = await Promise.all([
    db.noticeKindOff.findMany({ where: { userId: actor.userId }, select: { kind: true } }),
    mutesOf(actor),
  ]);
  return { off: off.map(({ kind }) => kind), muted: mutes };
}

async function mutesOf(actor: Actor): Promise<NoticeSettings["muted"]> {
  const mutes = await db.noticeMute.findMany({
    where: { userId: actor.userId, ...visibleTo(actor) },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      team: { select: { id: true, name: true } },
      scenario: { select: { id: true, statement: true } },
      question: {
        select: { id: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
      },
    },
  });
  return mutes.map(({ id, team, scenario, question }) => {
    if (question) return { id, what: "question", subjectId: question.id, title: question.versions[0]?.title ?? "" };
    if (scenario) return { id, what: "scenario", subjectId: scenario.id, title: scenario.statement };
    return { id, what: "team", subjectId: team.id, title: team.name };
  });
}
