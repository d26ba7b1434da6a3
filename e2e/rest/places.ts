import { db } from "#server/platform/db";
import { newProposal } from "../fixtures/new-proposal";
import { newOpenQuestion } from "../fixtures/new-round";
import { like } from "../fixtures/rest-inputs/like";
import { newThread } from "../fixtures/threads";
import type { World } from "../fixtures/world";
import { memberIn } from "../fixtures/world-people";

/** What calls are about, by the name of a path's part: mostly questions that were just opened, since that is where most can be done. */
export async function somePlaces(world: World) {
  const { own, foreign, people } = world;
  const byUserId = people.lead.userId;
  const choice = { type: "multiple_choice", options: ["north", "south", "Other"] } as const;
  const open = [
    await newOpenQuestion(db, own, byUserId),
    await newOpenQuestion(db, own, byUserId),
    await newOpenQuestion(db, own, byUserId, { ...choice, options: [...choice.options] }),
  ];
  const often = Array.from({ length: 20 }, () => open).flat();
  const questions = [...often, ...[own, foreign].flatMap((team) => Object.values(team.questions))];
  const [{ scenarioId } = own.questions.OPEN] = open;
  const memberId = memberIn(people.lead, own.teamId);
  const thread = await newThread(db, { scenarioId, teamId: own.teamId, memberId });
  /** An id of something that a procedure is called with. */
  const made = async (path: string, name: string) => {
    const { params } = await like(path, [name])({ team: own, world, person: people.lead });
    return params?.[name] ?? "";
  };
  return {
    teamId: [own.teamId, own.teamId, own.teamId, own.teamId, foreign.teamId],
    briefId: [own.briefId, own.briefId, own.briefId, own.briefId, foreign.briefId],
    scenarioId: [...questions.map((question) => question.scenarioId), ...Array<string>(20).fill(scenarioId)],
    questionId: questions.map(({ questionId }) => questionId),
    proposalId: [
      await newProposal(db, own, people.proposer.userId),
      await newProposal(db, own, people.proposer.userId),
      foreign.proposalId,
    ],
    relationId: [await made("relation.withdraw", "relationId"), await made("relation.restore", "relationId")],
    tagId: [await made("tag.rename", "tagId"), await made("tag.rename", "tagId")],
    threadId: [thread.threadId],
    commentId: [thread.commentId, own.commentId],
    quoteId: [await made("scenario.reanchor", "anchorId")],
    importId: [own.importId, foreign.importId],
    fileId: [own.fileId, foreign.fileId],
  };
}
