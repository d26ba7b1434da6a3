import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { selectionOf } from "#core/question-selection";
import { noteExport } from "#server/audit/note-export";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { boardChoice } from "#server/leaderboards/board-choice";
import { boardFile } from "#server/leaderboards/board-file";
import { readBoard } from "#server/leaderboards/leaderboard-queries";
import { openSelection } from "#server/scores/question-selection";
import { download } from "../../../download";

/** The board that an address asks for, as a CSV; it waits for the intervals. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const params = Object.fromEntries(request.nextUrl.searchParams);
  const choice = boardChoice.parse(params);
  const { scope, selection } = await orNotFound(openSelection(actor, team.id, selectionOf(params)));
  const board = await orNotFound(readBoard(actor, scope.teamIds, choice, { selection, patience: "all" }));
  const teamId = scope.teamIds?.length === 1 ? (scope.teamIds[0] ?? null) : null;
  await noteExport(actor, { action: "leaderboard.export", teamId });
  return download("leaderboard.csv", "text/csv; charset=utf-8", boardFile(board, choice), request.signal);
}
