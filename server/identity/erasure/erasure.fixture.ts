import type { Actor } from "#core/permissions";
import { invite } from "#server/identity/links/invite";
import { makeResetLink } from "#server/identity/links/password-reset";
import { hashPassword } from "#server/identity/password";
import { db, pool } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { scoreResolutions } from "#server/scores/score-question";
import { newProposal } from "../../../e2e/fixtures/new-proposal";
import { newOpenQuestion } from "../../../e2e/fixtures/new-round";
import { newThread } from "../../../e2e/fixtures/threads";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson, memberIn, type Person } from "../../../e2e/fixtures/world-people";

const DAY = 86_400_000;

/** What they have said, each in its own words. */
export const WORDS = {
  reason: "zephyr reason of mine",
  comment: "quixotic remark of mine",
  thread: "marmalade in the margin",
  reworded: "marmalade said anew",
  dissent: "obsidian disagreement",
  note: "heliotrope evidence note",
  decision: "tamarind rejection",
  message: "cobalt round message",
  correction: "saffron correction",
  redaction: "walnut redaction",
} as const;

export interface Talkative {
  world: World;
  person: Person;
  /** How many scores rest on a forecast of theirs. */
  scored: number;
  salts: Uint8Array[];
}

export const by = (actor: Actor) => appRouter.createCaller({ actor, address: "erasure" });

/** Somebody who has said something in every place where one can, and is known in every way in which one is. */
export async function talkativePerson(): Promise<Talkative> {
  const world = await buildWorld(db);
  const { admin } = world.people;
  const { teamId, questions } = world.own;
  const passwordHash = await hashPassword("a long enough password");
  const person = await addPerson(db, {
    name: "Xenia Quillfeather",
    passwordHash,
    memberships: [{ teamId, role: "LEAD" }],
  });
  const memberId = memberIn(person, teamId);
  const self = by(person);
  const { scenarioId, questionId } = questions.OPEN;
  await self.account.update({ name: "Xenia Quillfeather", timeZone: "Antarctica/Troll" });
  await self.forecast.submit({ questionId, probability: 0.42, reason: WORDS.reason });
  await self.question.comment({ questionId, body: WORDS.comment });
  const { threadId, commentId } = await newThread(db, { scenarioId, teamId, memberId }, WORDS.thread);
  await self.comment.reword({ scenarioId, threadId, commentId, body: WORDS.reworded });
  await self.scenario.dissent({ scenarioId, body: WORDS.dissent });
  await self.resolution.propose({
    questionId: questions.CLOSED.questionId,
    outcome: "YES",
    knownAt: new Date(Date.now() - 3 * DAY),
    evidenceUrl: "https://record.example/evidence",
    note: WORDS.note,
  });
  const proposalId = await newProposal(db, world.own, world.people.proposer.userId);
  await self.resolution.reject({ proposalId, note: WORDS.decision });
  const round = await newOpenQuestion(db, world.own, person.userId);
  await self.round.open({
    teamId,
    questionIds: [round.questionId],
    endsAt: new Date(Date.now() + DAY),
    message: WORDS.message,
  });
  const { questionId: resolvedId } = questions.RESOLVED;
  const verdict = await db.resolution.findFirstOrThrow({ where: { questionId: resolvedId }, select: { id: true } });
  const correction = { questionId: resolvedId, resolutionId: verdict.id, outcome: null, note: WORDS.correction };
  await self.resolution.correct(correction);
  const standing = await db.resolutionProposal.findFirstOrThrow({
    where: { questionId: resolvedId, decision: null },
    select: { id: true },
  });
  await by(admin).resolution.confirm({ proposalId: standing.id });
  await db.documentRedaction.create({
    data: {
      teamId,
      documentId: scenarioId,
      generation: 99,
      seq: 1,
      reason: WORDS.redaction,
      reasonSalt: Uint8Array.from({ length: 32 }, (_, i) => i + 100),
      createdById: person.userId,
    },
    select: { id: true },
  });
  await invite(admin, { orgRole: "MEMBER", email: "somebody.else@x.example", days: 7 });
  await db.accessLink.create({
    data: {
      kind: "INVITATION",
      tokenHash: Uint8Array.from({ length: 32 }, () => 7),
      email: person.email,
      orgRole: "MEMBER",
      createdById: admin.userId,
      expiresAt: new Date(Date.now() + DAY),
    },
    select: { id: true },
  });
  await makeResetLink({ actor: admin }, { userId: person.userId });
  const { id: importId } = await db.worldImport.create({
    data: { teamId, fileName: "past.csv", state: "CHECKED", preview: { first: [{ person: "Xenia Quillfeather" }] } },
    select: { id: true },
  });
  await db.member.update({
    where: { id: memberId },
    data: { externalId: "xenia.quillfeather", importId },
    select: { id: true },
  });
  // A forecast of theirs on a question that is resolved, so that scores rest on it.
  const scored = await newScored(world, person);
  return { world, person, scored, salts: await saltsOf(memberId, person.userId) };
}

/** Scores a resolved question on which the person holds a forecast with a reason. @returns how many scores there are */
async function newScored(world: World, person: Person): Promise<number> {
  const { teamId } = world.own;
  const question = await newOpenQuestion(db, world.own, person.userId);
  const { questionId } = question;
  await by(person).forecast.submit({ questionId, probability: 0.77, reason: `${WORDS.reason} again` });
  await by(world.people.forecaster).forecast.submit({ questionId, probability: 0.31 });
  await db.question.update({ where: { id: questionId }, data: { state: "RESOLVED" }, select: { id: true } });
  const { id } = await db.resolution.create({
    data: {
      teamId,
      questionId,
      version: 1,
      outcome: "YES",
      knownAt: new Date(Date.now() + 10 * DAY),
      origin: "SIMULATED",
    },
    select: { id: true },
  });
  return db.$transaction((tx) => scoreResolutions(tx, [id]));
}

async function saltsOf(memberId: string, userId: string): Promise<Uint8Array[]> {
  const { rows } = await pool.query<{ salt: Buffer }>(
    `SELECT "reasonSalt" AS salt FROM "Forecast" WHERE "memberId" = $1 AND "reasonSalt" IS NOT NULL
     UNION ALL SELECT "bodySalt" FROM "QuestionComment" WHERE "memberId" = $1
     UNION ALL SELECT "bodySalt" FROM "RationaleThreadEntry" WHERE "memberId" = $1 AND "bodySalt" IS NOT NULL
     UNION ALL SELECT "bodySalt" FROM "Dissent" WHERE "memberId" = $1
     UNION ALL SELECT "textSalt" FROM "ResolutionProposal" WHERE "proposedById" = $2
     UNION ALL SELECT "messageSalt" FROM "Round" WHERE "openedById" = $2
     UNION ALL SELECT "reasonSalt" FROM "DocumentRedaction" WHERE "createdById" = $2`,
    [memberId, userId],
  );
  return rows.map(({ salt }) => salt);
}
