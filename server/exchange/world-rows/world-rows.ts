import { addBriefs } from "#server/exchange/world-rows/brief-rows";
import { addQuestions } from "#server/exchange/world-rows/question-rows";
import { addResolutions } from "#server/exchange/world-rows/resolution-rows";
import { addRelations, addScenarios } from "#server/exchange/world-rows/scenario-rows";
import type { SettledWorld } from "#server/exchange/world-rows/settled-world";
import type { Tables, WorldRows } from "#server/exchange/world-rows/tables";

export function worldRows(settled: SettledWorld): WorldRows {
  const rows: Tables = {
    briefs: [],
    briefVersions: [],
    passages: [],
    sources: [],
    scenarios: [],
    anchors: [],
    relations: [],
    relationMembers: [],
    questions: [],
    questionVersions: [],
    conditionals: [],
    resolutions: [],
    journal: [],
  };
  const briefs = addBriefs(settled, rows);
  const scenarios = addScenarios(settled, rows, briefs);
  addRelations(settled, rows, scenarios);
  const questions = addQuestions(settled, rows, scenarios);
  addResolutions(settled, rows, questions);
  return { ...rows, asked: questions };
}
