import { formatInstant } from "#core/instant";
import { WORLD_FORMAT } from "#core/world";
import type { Prisma } from "#prisma/client/client";
import { writeAmendment } from "#prisma/demo/amendments";
import { BRIEF, ENERGY_BRIEF, ENERGY_SCENARIOS, RELATIONS, SCENARIOS } from "#prisma/demo/brief";
import { writeDeputies } from "#prisma/demo/deputies";
import { writeComments } from "#prisma/demo/discuss";
import { writeDissents } from "#prisma/demo/dissents";
import { simulatedForecasts } from "#prisma/demo/forecasts";
import { ACCOUNTS, addressOf, TEAMS } from "#prisma/demo/people";
import { demoQuestions, ENERGY_QUESTION } from "#prisma/demo/questions";
import { writeRationales } from "#prisma/demo/rationales";
import { writeRefusals } from "#prisma/demo/refusals";
import { writeRounds } from "#prisma/demo/rounds";
import { writeThreads } from "#prisma/demo/threads";
import { writeTokens } from "#prisma/demo/tokens";
import { typedForecasts, typedQuestions } from "#prisma/demo/typed-questions";
import { writeVerdicts } from "#prisma/demo/verdicts";
import { recordAudit } from "#server/audit/record";
import { takeFiles } from "#server/exchange/take-files";
import { hashPassword } from "#server/identity/password";
import { type CopySession, copySession } from "#server/platform/copy-session";

/**
 * Fills an empty database with the demonstration. Called by `server/main.ts` under a lock, at most once for a database;
 * all or nothing, since what is left half-way would count as filled.
 *
 * The teams' worlds go in the way a world file does, with the same checks and the same journal. Forecasts carry the
 * origin SIMULATED and every screen says so. The password of all accounts is DEMO_PASSWORD.
 */
export async function seedDemo(): Promise<void> {
  const password = process.env.DEMO_PASSWORD;
  if (!password) throw new RangeError("DEMO_PASSWORD must be set before the demonstration is made");
  const passwordHash = await hashPassword(password);
  const now = Date.now();
  await copySession("demo", async (session) => {
    const { tx } = session;
    const users = await createAccounts(tx, passwordHash);
    const pacific = await createTeam(session, "pacific", pacificWorld(now), users, now);
    await createTeam(session, "energy", energyWorld(now), users, now);
    const questions = await questionIds(tx, pacific);
    await writeVerdicts(tx, { teamId: pacific, questions, users, demo: demoQuestions(now) });
    await writeAmendment(tx, { teamId: pacific, questions, users });
    await writeComments(tx, { teamId: pacific, questions, now });
    await writeRationales(tx, { teamId: pacific, users, now });
    await writeRounds(tx, { teamId: pacific, questions, users, now });
    await writeDeputies(tx, { teamId: pacific, users, now });
    await writeRefusals(tx, users);
    await writeDissents(tx, { teamId: pacific, now });
    await writeThreads(tx, { teamId: pacific, now });
    await writeTokens(tx, { teamId: pacific, users, now });
    await recordAudit(tx, { actorId: null, teamId: pacific, action: "demo.seed" });
  });
}

async function createAccounts(tx: Prisma.TransactionClient, passwordHash: string): Promise<Map<string, string>> {
  const users = await tx.user.createManyAndReturn({
    data: ACCOUNTS.map(({ id, name, orgRole }) => ({ email: addressOf(id), name, orgRole, passwordHash })),
    select: { id: true, email: true },
  });
  return new Map(users.map(({ id, email }) => [email.slice(0, email.indexOf("@")), id]));
}

async function createTeam(
  session: CopySession,
  key: keyof typeof TEAMS,
  json: unknown,
  users: ReadonlyMap<string, string>,
  now: number,
): Promise<string> {
  const { tx } = session;
  const { id: teamId } = await tx.team.create({ data: { name: TEAMS[key] }, select: { id: true } });
  const file = {
    name: "demo",
    async *bytes() {
      yield Buffer.from(JSON.stringify(json));
    },
  };
  const faults: unknown[] = [];
  await takeFiles(session, [file], {
    teamId,
    importId: null,
    origin: "SIMULATED",
    bounds: "refuse",
    now,
    tell: (fault) => faults.push(fault),
    step: async () => {},
    write: true,
  });
  if (faults.length > 0) throw new RangeError(`the demo world has faults: ${JSON.stringify(faults)}`);
  for (const { id, team } of ACCOUNTS) {
    if (team !== key) continue;
    await tx.member.updateMany({
      where: { teamId, externalId: id },
      data: { userId: users.get(id) },
    });
  }
  return teamId;
}

function pacificWorld(now: number) {
  const questions = demoQuestions(now);
  return {
    format: WORLD_FORMAT,
    people: peopleOf("pacific"),
    briefs: [BRIEF],
    scenarios: SCENARIOS.map((scenario) => ({ ...scenario, brief: BRIEF.id })),
    relations: RELATIONS,
    questions: [
      ...questions.map(({ drift: _drift, verdict: _verdict, proposed: _proposed, ...question }) => ({
        ...question,
        type: "binary",
        opensAt: formatInstant(question.opensAt),
        closesAt: formatInstant(question.closesAt),
        revealAt: question.revealAt === undefined ? null : formatInstant(question.revealAt),
      })),
      ...typedQuestions(now),
    ],
    forecasts: [...questions.flatMap((question) => simulatedForecasts(question, now)), ...typedForecasts(now)],
  };
}

function energyWorld(now: number) {
  const { opensAt, closesAt, ...question } = ENERGY_QUESTION(now);
  const clocks = { opensAt: formatInstant(opensAt), closesAt: formatInstant(closesAt) };
  return {
    format: WORLD_FORMAT,
    people: peopleOf("energy"),
    briefs: [ENERGY_BRIEF],
    scenarios: ENERGY_SCENARIOS.map((scenario) => ({ ...scenario, brief: ENERGY_BRIEF.id })),
    questions: [{ ...question, ...clocks, type: "binary", revealAt: null }],
    forecasts: [
      { question: question.id, person: "outsider", madeAt: formatInstant(opensAt + 86_400_000), probability: 0.37 },
    ],
  };
}

const peopleOf = (key: keyof typeof TEAMS) =>
  ACCOUNTS.flatMap(({ id, name, team, role }) => (team === key ? [{ id, name, role }] : []));

async function questionIds(tx: Prisma.TransactionClient, teamId: string): Promise<Map<string, string>> {
  const rows = await tx.question.findMany({ where: { teamId }, select: { id: true, externalId: true } });
  return new Map(rows.flatMap(({ id, externalId }) => (externalId ? [[externalId, id]] : [])));
}
