import { expect, it } from "vitest";
import { sweepBinary } from "#core/scoring/sweep";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { db, pool } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { rejectResolution } from "#server/resolution/reject-resolution";
import { retractProposal } from "#server/resolution/retract";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";
import { readLogs } from "#server/scores/read-logs";

const DAY = 86_400_000;
async function binaryLog(questionId: string) {
  const question = (await readLogs(db, [questionId])).get(questionId);
  return question?.type === "binary" ? question.log : [];
}
const input = (outcome: "YES" | "NO" | "VOID" | "AMBIGUOUS", knownAt: Date) => ({
  outcome,
  knownAt,
  evidenceUrl: "https://record.example/1",
  note: "",
});
const after = (q: QuestionFixture, days: number) => new Date(q.opensAt.getTime() + days * DAY);
const stateOf = (id: string) =>
  db.question.findUniqueOrThrow({ where: { id }, select: { state: true } }).then(({ state }) => state);

/** Three forecasters with a small log, a lead who proposes and one who may confirm. */
async function scene(closesAt?: Date) {
  const q = await questionFixture({ closesAt });
  const [proposer, lead] = [await q.person("FORECASTER"), await q.person("LEAD")];
  const [a, b] = [await q.person("FORECASTER"), await q.person("FORECASTER")];
  await q.forecast(a.memberId, after(q, -3), 0.3);
  await q.forecast(a.memberId, after(q, 20), 0.7);
  await q.forecast(b.memberId, after(q, 10), 0.55);
  await q.forecast(b.memberId, after(q, 40), null);
  await q.forecast(lead.memberId, after(q, 70), 0.9);
  return { q, proposer, lead, a, b };
}

async function proposed(outcome: Parameters<typeof input>[0] = "YES") {
  const made = await scene();
  const { proposalId } = await proposeResolution(
    { actor: made.proposer, question: { id: made.q.questionId } },
    input(outcome, after(made.q, 60)),
  );
  return { ...made, proposalId };
}

/** How many rows a resolution left behind, table by table. */
async function traces({ q, proposalId }: { q: QuestionFixture; proposalId: string }) {
  const { questionId, teamId } = q;
  return {
    decisions: await db.resolutionDecision.count({ where: { proposalId } }),
    resolutions: await db.resolution.count({ where: { questionId } }),
    scores: await db.score.count({ where: { questionId } }),
    journal: await db.journalEntry.count({ where: { teamId, kind: { in: ["decision", "resolution"] } } }),
    audit: await db.auditEntry.count({ where: { teamId, action: "resolution.confirm" } }),
    state: await stateOf(questionId),
  };
}
const NOTHING = { decisions: 0, resolutions: 0, scores: 0, journal: 0, audit: 0, state: "PROPOSED" };

it("a proposal confirmed by another person resolves, scores, journals and audits", async () => {
  const made = await proposed();
  expect(await stateOf(made.q.questionId)).toBe("PROPOSED");
  const { scored } = await confirmResolution({ actor: made.lead, proposal: { id: made.proposalId } }, {});
  expect(scored).toBe(2); // the lead's forecast came after the answer was known
  expect(await traces(made)).toEqual({
    decisions: 1,
    resolutions: 1,
    scores: 10,
    journal: 2,
    audit: 1,
    state: "RESOLVED",
  });
  const decision = await db.resolutionDecision.findFirstOrThrow({ where: { proposalId: made.proposalId } });
  expect(decision).toMatchObject({ verdict: "CONFIRMED", singleHanded: false, hadStandingForecast: true });
});

it("stored scores are bit-equal to core on the log", async () => {
  const { q, proposalId, lead } = await proposed("NO");
  await confirmResolution({ actor: lead, proposal: { id: proposalId } }, {});
  const log = await binaryLog(q.questionId);
  expect(log).toHaveLength(5);
  const clocks = { opensAt: +q.opensAt, closesAt: +q.closesAt, knownAt: +after(q, 60) };
  const stored = await db.score.findMany({ where: { questionId: q.questionId } });
  for (const { person, coverage, attendance, ...scores } of sweepBinary({ clocks, log, outcome: "no" })) {
    const rows = stored.filter(({ memberId }) => memberId === person);
    const value = (rule: string) => rows.find((row) => row.rule === rule)?.value ?? null;
    expect(scores).toMatchObject({
      relativeBrier: value("RELATIVE_BRIER"),
      timeAveragedBrier: value("TIME_AVERAGED_BRIER"),
      baseline: value("BASELINE"),
      peer: value("PEER"),
    });
    for (const row of rows) expect([row.coverage, row.attendance]).toEqual([coverage, attendance]);
  }
});

it.each(["VOID", "AMBIGUOUS"] as const)("%s is a verdict without scores", async (outcome) => {
  const made = await proposed(outcome);
  await confirmResolution({ actor: made.lead, proposal: { id: made.proposalId } }, {});
  expect(await traces(made)).toMatchObject({ resolutions: 1, scores: 0, state: outcome });
});

it("a known date in the future or before the opening is refused at its field", async () => {
  const { q, proposer } = await scene(new Date(Date.now() + 90 * DAY));
  const propose = (outcome: "YES" | "VOID", at: Date) =>
    proposeResolution({ actor: proposer, question: { id: q.questionId } }, input(outcome, at));
  await expect(propose("YES", new Date(Date.now() + DAY))).rejects.toMatchObject({ code: "INVALID", field: "knownAt" });
  await expect(propose("YES", after(q, -1))).rejects.toMatchObject({ code: "INVALID", field: "knownAt" });
  await expect(propose("VOID", after(q, -1))).resolves.toHaveProperty("proposalId");
});

it("nobody proposes twice, and a question that is resolved takes no proposal", async () => {
  const { q, proposalId, proposer, lead } = await proposed();
  const again = () => proposeResolution({ actor: proposer, question: { id: q.questionId } }, input("NO", after(q, 60)));
  await expect(again()).rejects.toMatchObject({ code: "CONFLICT" });
  await confirmResolution({ actor: lead, proposal: { id: proposalId } }, {});
  await expect(again()).rejects.toMatchObject({ code: "CONFLICT" });
});

it("a rejected or retracted proposal reopens the question and can be followed by another", async () => {
  const { q, proposalId, proposer, lead } = await proposed();
  await rejectResolution({ actor: lead, proposal: { id: proposalId } }, { note: "Another visit." });
  expect(await stateOf(q.questionId)).toBe("OPEN");
  const confirm = confirmResolution({ actor: lead, proposal: { id: proposalId } }, {});
  await expect(confirm).rejects.toMatchObject({ code: "CONFLICT" });
  const second = await proposeResolution(
    { actor: proposer, question: { id: q.questionId } },
    input("NO", after(q, 99)),
  );
  await expect(retractProposal({ actor: lead, proposal: { id: second.proposalId } })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await retractProposal({ actor: proposer, proposal: { id: second.proposalId } });
  expect(await stateOf(q.questionId)).toBe("OPEN");
});

it("nobody confirms or rejects their own proposal", async () => {
  const q = await questionFixture();
  const [proposer] = [await q.person("LEAD"), await q.person("LEAD")];
  const { proposalId } = await proposeResolution(
    { actor: proposer, question: { id: q.questionId } },
    input("YES", after(q, 5)),
  );
  const own = { actor: proposer, proposal: { id: proposalId } };
  await expect(confirmResolution(own, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(rejectResolution(own, { note: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await traces({ q, proposalId })).toEqual(NOTHING);
});

it("two people who confirm at once: one wins, the other is told", async () => {
  const made = await proposed();
  const other = await made.q.person("LEAD");
  const outcomes = await Promise.allSettled(
    [made.lead, other].map((actor) => confirmResolution({ actor, proposal: { id: made.proposalId } }, {})),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await traces(made)).toMatchObject({ decisions: 1, resolutions: 1, scores: 10, state: "RESOLVED" });
});

it("a session that dies while scores are written leaves nothing of the resolution", async () => {
  const made = await proposed();
  await pool.query(`
    CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
    CREATE TRIGGER die AFTER INSERT ON "Score" FOR EACH ROW EXECUTE FUNCTION die()`);
  const confirm = () => confirmResolution({ actor: made.lead, proposal: { id: made.proposalId } }, {});
  try {
    await expect(confirm()).rejects.toThrow();
    expect(await traces(made)).toEqual(NOTHING);
  } finally {
    await pool.query('DROP TRIGGER die ON "Score"');
  }
  await confirm();
  expect(await traces(made)).toMatchObject({ resolutions: 1, scores: 10, state: "RESOLVED" });
});

it("forecasts that race with a proposal are kept and scored, or refused; stored scores are those of the log", async () => {
  const opensAt = new Date(Date.now() - 1000);
  const q = await questionFixture({ opensAt, closesAt: new Date(Date.now() + 90 * DAY) });
  const [proposer, lead] = [await q.person("FORECASTER"), await q.person("LEAD")];
  const crowd = [await q.person("FORECASTER"), await q.person("FORECASTER"), await q.person("FORECASTER")];
  const question = { id: q.questionId, teamId: q.teamId };
  const writing = crowd.flatMap((actor) =>
    [0.2, 0.6, 0.9].map((probability) => submitForecast({ actor, question }, { probability })),
  );
  const proposing = proposeResolution({ actor: proposer, question }, input("YES", new Date()));
  const settled = await Promise.allSettled(writing);
  const { proposalId } = await proposing;
  const kept = settled.filter(({ status }) => status === "fulfilled").length;
  for (const outcome of settled) if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(AppError);
  await confirmResolution({ actor: lead, proposal: { id: proposalId } }, {});

  const log = await binaryLog(q.questionId);
  expect(log).toHaveLength(kept);
  const resolution = await db.resolution.findFirstOrThrow({ where: { questionId: q.questionId } });
  const clocks = { opensAt: +q.opensAt, closesAt: +q.closesAt, knownAt: +resolution.knownAt };
  const scored = sweepBinary({ clocks, log, outcome: "yes" }).filter(({ coverage }) => coverage > 0);
  const stored = await db.score.findMany({ where: { questionId: q.questionId, rule: "PEER" } });
  const byPerson = new Map(stored.map(({ memberId, value }) => [memberId, value]));
  expect(stored).toHaveLength(scored.length);
  for (const { person, peer } of scored) expect(byPerson.get(person)).toBe(peer);
});

it("a resolution waits for a forecast that is being written, and scores it", async () => {
  const { q, proposalId, lead } = await proposed();
  const late = await q.person("FORECASTER");
  const writer = await pool.connect();
  await writer.query("BEGIN");
  await writer.query(
    `INSERT INTO "Forecast" ("id", "teamId", "questionId", "questionVersionId", "memberId", "kind", "probabilities", "sequence", "madeAt")
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 'FORECAST', '{0.8}', 1, $5)`,
    [q.teamId, q.questionId, q.versionId, late.memberId, after(q, 30)],
  );
  const confirming = confirmResolution({ actor: lead, proposal: { id: proposalId } }, {});
  await expect
    .poll(async () => {
      const { rows } = await pool.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows[0]?.n;
    })
    .toBe(1);
  await writer.query("COMMIT");
  writer.release();
  expect((await confirming).scored).toBe(3);
});

it("an admin confirms alone only after 24 hours and only where nobody else could", async () => {
  const q = await questionFixture();
  const admin = await q.person("FORECASTER", "ADMIN");
  const propose = async (hoursAgo: number) => {
    const { id } = await db.resolutionProposal.create({
      data: {
        teamId: q.teamId,
        questionId: q.questionId,
        questionVersionId: q.versionId,
        ...input("YES", after(q, 5)),
        proposedById: admin.userId,
        proposedAt: new Date(Date.now() - hoursAgo * 3_600_000),
      },
      select: { id: true },
    });
    await db.question.update({ where: { id: q.questionId }, data: { state: "PROPOSED" }, select: { id: true } });
    return { actor: admin, proposal: { id } };
  };
  await expect(confirmResolution(await propose(23), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  const old = await propose(25);
  const lead = await q.person("LEAD");
  await expect(confirmResolution(old, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await db.member.update({ where: { id: lead.memberId }, data: { leftAt: new Date() }, select: { id: true } });
  await confirmResolution(old, {});
  const decision = await db.resolutionDecision.findFirstOrThrow({ where: { proposalId: old.proposal.id } });
  expect(decision).toMatchObject({ verdict: "CONFIRMED", singleHanded: true, hadStandingForecast: false });
});
