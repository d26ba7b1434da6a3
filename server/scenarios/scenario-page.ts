import type { Instant } from "#core/clock";
import type { Actor } from "#core/permissions";
import { pageId } from "#server/platform/page-id";
import { discussionOf, type Remark } from "#server/questions/discussion-queries";
import { NOTHING, type QuestionPage, rightsIn } from "#server/questions/question-page";
import { type QuestionDetail, questionDetails } from "#server/questions/question-queries";
import { type Dissents, dissentsOf } from "#server/rationales/dissent-queries";
import { type ChainOfScenario, chainOfScenario } from "#server/scenarios/chain";

export interface ScenarioPage {
  /** Before anything was loaded: live events since then are news to the page. */
  loadedAt: number;
  chain: ChainOfScenario;
  /** Null until somebody has made the scenario resolvable. Of several, the one that is not annulled. */
  headline: QuestionDetail | null;
  /** Of the headline question; null where it is hidden with its numbers. */
  discussion: Remark[] | null;
  dissents: Dissents;
  indicators: QuestionDetail[];
  may: QuestionPage["may"];
}

/**
 * @param at as it stood then (the whole millisecond counts), with the actor's rights and what is hidden now; null for now
 * @throws NOT_FOUND for a scenario that the actor may not read
 */
export async function scenarioPage(actor: Actor, id: string, at: Instant | null = null): Promise<ScenarioPage> {
  const loadedAt = Date.now();
  const scenarioId = pageId(id);
  const chain = await chainOfScenario(actor, scenarioId, at);
  const questions = await questionDetails(actor, { scenarioId }, at);
  const headlines = questions.filter(({ role }) => role === "HEADLINE");
  const headline = headlines.find(({ state }) => state !== "VOID") ?? headlines.at(-1) ?? null;
  return {
    loadedAt,
    chain,
    headline,
    discussion: headline && (await discussionOf(actor, headline, at)),
    dissents: await dissentsOf(actor, scenarioId, headline, at),
    indicators: questions.filter(({ role }) => role === "INDICATOR"),
    may: at === null ? rightsIn(actor, chain.teamId) : NOTHING,
  };
}
