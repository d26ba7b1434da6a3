import { z } from "zod";
import { CROWDS, type CrowdMethod, EVERYBODY, type Who, whoName } from "#core/calibration/choice";
import { EXPORT_TABLES } from "#core/data-dictionary";
import { QUESTION_TYPES } from "#core/question";
import { WHOLE_SELECTION } from "#core/question-selection";
import { WORLD_FORMAT } from "#core/world";
import { calibrationOf } from "#server/calibration/calibration-queries";
import { type ExportedFile, exportFile } from "#server/exchange/export-file";
import { BOARD_RULES, USUAL_CHOICE } from "#server/leaderboards/board-choice";
import { readBoard } from "#server/leaderboards/leaderboard-queries";
import { notFound } from "#server/platform/errors";
import { type Route, Sent, teamRoute } from "#server/routers/rest/route";
import { Id, named } from "#server/routers/rest/shapes/values";

const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, "A whole number.")
    .transform(Number)
    .pipe(z.number().max(most, `At most ${most}.`))
    .meta({ type: "integer", minimum: 0, maximum: most });

/** Which resolved questions count. */
const selection = {
  brief: Id.optional(),
  tag: z.string().trim().min(1).max(80).optional(),
  from: z.iso.date().optional().meta({ description: "First day, UTC, of the effective close." }),
  to: z.iso.date().optional().meta({ description: "Last day of the same." }),
  type: z.enum(QUESTION_TYPES).optional(),
};
const SELECTION = z.object(selection);

function selectionOf(query: z.output<typeof SELECTION>) {
  const { brief = null, tag = null, from = null, to = null, type = null } = query;
  return { ...WHOLE_SELECTION, brief, tag, from, to, type };
}

const line = {
  member: Id.nullable().meta({ description: "Null where the team does not show you who it is." }),
  name: z.string().nullable(),
  questions: z.number(),
  coverage: z.number(),
  attendance: z.number(),
  score: z.number(),
  unshrunk: z.number(),
};

const Leaderboard = named(
  "Leaderboard",
  z.object({
    score: z.enum(BOARD_RULES),
    people: z.number().meta({ description: "How many are ranked, those included whom you are not shown." }),
    ranked: z.array(z.object({ rank: z.number(), ...line })),
    unranked: z.array(z.object({ short: z.array(z.enum(["questions", "attendance"])), ...line })),
    crowd: z.array(z.object({ method: z.enum(CROWDS), questions: z.number(), score: z.number() })),
    questions: z.array(z.object({ id: Id, title: z.string(), said: z.string(), people: z.number() })),
  }),
);

const Calibration = named(
  "Calibration",
  z.object({
    who: z.string().meta({ description: "`everybody`, a way to make a crowd, or a member's id." }),
    settled: z.number().meta({ description: "Resolved questions of the selection, with or without a forecast." }),
    questions: z.number(),
    forecasts: z.number(),
    bins: z.array(
      z.object({
        low: z.number(),
        high: z.number(),
        forecasts: z.number(),
        questions: z.number(),
        yes: z.number(),
        meanForecast: z.number(),
        observed: z.number(),
      }),
    ),
    brier: z.number().nullable(),
    murphy: z
      .object({
        reliability: z.number(),
        resolution: z.number(),
        uncertainty: z.number(),
        skill: z.number().nullable(),
      })
      .nullable(),
    corp: z.object({ miscalibration: z.number(), discrimination: z.number(), uncertainty: z.number() }).nullable(),
  }),
);

const isCrowd = (who: string): who is CrowdMethod => CROWDS.some((method) => method === who);

function whoOf(asked: string | undefined): Who {
  if (asked === undefined || asked === "everybody") return EVERYBODY;
  return isCrowd(asked) ? { kind: "crowd", method: asked } : { kind: "person", memberId: asked };
}

const personal = <L extends { memberId: string | null }>({ memberId: member, ...line }: L) => ({ member, ...line });

export const recordRoutes: readonly Route[] = [
  teamRoute("board.read", "GET /teams/{teamId}/leaderboard", {
    operationId: "readLeaderboard",
    tag: "Records",
    summary: "The team's leaderboard over its resolved questions",
    query: z.strictObject({
      score: z.enum(BOARD_RULES).default(USUAL_CHOICE.score),
      k: count(1000).optional().meta({ description: "k of Σ score / (Σ coverage + k)." }),
      questions: count(1000).optional().meta({ description: "Scored questions below which one is listed apart." }),
      attendance: count(100).optional().meta({ description: "Percent of attendance below which one is listed apart." }),
      ...selection,
    }),
    answer: Leaderboard,
    async handle({ actor, on, query: { score, k, questions, attendance, ...query } }) {
      const choice = {
        score,
        k: k ?? USUAL_CHOICE.k,
        questions: questions ?? USUAL_CHOICE.questions,
        attendance: attendance ?? USUAL_CHOICE.attendance,
      };
      const board = await readBoard(actor, [on.id], choice, { selection: selectionOf(query), intervals: false });
      return {
        score,
        people: board.people,
        ranked: board.ranked.map((line) => personal(line)),
        unranked: board.unranked.map(({ short, ...line }) => ({ ...personal(line), short: [...short] })),
        crowd: board.crowd,
        questions: board.questions,
      };
    },
  }),
  teamRoute("board.read", "GET /teams/{teamId}/calibration", {
    operationId: "readCalibration",
    tag: "Records",
    summary: "How well what was said agrees with what happened, halfway through each question",
    query: z.strictObject({
      who: z.union([z.enum(["everybody", ...CROWDS]), Id]).optional(),
      ...selection,
    }),
    answer: Calibration,
    async handle({ actor, on, query: { who: asked, ...query } }) {
      const wanted = whoOf(asked);
      const found = await calibrationOf(actor, [on.id], { who: wanted }, { selection: selectionOf(query) });
      const { who, pairs, questions, settled, bins, figures } = found;
      if (who.kind !== wanted.kind) throw notFound();
      return {
        who: whoName(who),
        settled,
        questions,
        forecasts: pairs.length,
        bins: [...bins],
        brier: figures?.murphy.brier ?? null,
        murphy: figures?.murphy ?? null,
        corp: figures?.corp ?? null,
      };
    },
  }),
  teamRoute("world.export", "GET /teams/{teamId}/export", {
    operationId: "exportWorld",
    tag: "Records",
    summary: "Everything of the team that you may see, as a world file",
    description: "Of a question whose forecasts you may not see yet it carries the ledger's hashes, and no number.",
    answer: z.looseObject({ format: z.literal(WORLD_FORMAT) }),
    handle: async ({ actor, on }) => fileOf(await exportFile(actor, { team: on.id, file: "world" })),
  }),
  teamRoute("world.export", "GET /teams/{teamId}/tables/{table}", {
    operationId: "exportTable",
    tag: "Records",
    summary: "The same as a table",
    params: z.object({ table: z.enum(EXPORT_TABLES) }),
    answer: z.string(),
    produces: ["text/csv"],
    handle: async ({ actor, on, params: { table } }) => fileOf(await exportFile(actor, { team: on.id, file: table })),
  }),
];

const fileOf = ({ type, text, name }: ExportedFile) => new Sent(type, text, name);
