import type { collabWorld } from "../collab/world";
import type { Report } from "./figure";
import { median, quantile } from "./median";

const THREADS = 500;
const WORDS_A_PARAGRAPH = 60;
const OPENED = 15;
const AIM_MS = 250;

/**
 * Reading a long rationale with as many threads beside it as there may be: five hundred paragraphs, each with words under comment,
 * a third of the threads answered.
 */
export async function threadFigures(report: Report, world: Awaited<ReturnType<typeof collabWorld>>): Promise<void> {
  // These open the database that is given by now.
  const { loadActors } = await import("#server/identity/actor");
  const { readSession } = await import("#server/identity/session-token");
  const { db } = await import("#server/platform/db");
  const { paragraph, seedRationale } = await import("#server/collab/seed-rationale");
  const { seedThread } = await import("#server/rationales/threads/seed-thread");
  const { rationaleOf } = await import("#server/rationales/rationale-queries");
  const [person] = world.people;
  const claim = person ? await readSession(person.cookie) : null;
  const actor = claim && (await loadActors([claim]))(claim);
  const [membership] = actor?.memberships ?? [];
  if (!actor || !membership) throw new RangeError("the world of the bench has somebody in it");
  const { teamId, memberId } = membership;
  const scenarioId = await world.scenario();
  const marked = (index: number) => `the words numbered ${index} under comment`;
  const filler = "estimate ".repeat(WORDS_A_PARAGRAPH).trim();
  const content = Array.from({ length: THREADS }, (_, index) => paragraph(`${filler} ${marked(index)} ${filler}`));
  await seedRationale(db, { scenarioId, teamId, userId: actor.userId, content });
  for (let index = 0; index < THREADS; index += 1) {
    const said = (body: string) => ({ memberId, at: new Date(), body });
    const entries = index % 3 === 0 ? [said("Which?"), said("These.")] : [said("Which?")];
    await seedThread(db, { scenarioId, teamId, words: marked(index), entries });
  }
  const took: number[] = [];
  while (took.length < OPENED) {
    const began = performance.now();
    const { comments } = await rationaleOf(actor, scenarioId);
    took.push(performance.now() - began);
    if (comments.threads.some(({ place }) => place === null) || comments.threads.length !== THREADS)
      throw new RangeError("every thread must stand beside its words");
  }
  report({
    figure: "collab.open_500_threads_ms",
    value: median(took),
    unit: "ms",
    floor: `${AIM_MS} ms; slowest of ${OPENED} ${Math.round(quantile(took, 0.99))} ms; ${THREADS} threads in ${THREADS * (2 * WORDS_A_PARAGRAPH + 6)} words`,
    ratio: AIM_MS / median(took),
  });
}
