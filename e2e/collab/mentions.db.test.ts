import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { RATIONALE_FIELD } from "#core/rationale";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { testDatabase } from "#server/platform/test-database";
import { tellMentioned } from "#server/rationales/tell-mentioned";
import type { Editor } from "./editor";
import { type PersonKey, servedTeam } from "./served";

const { db } = testDatabase();
const { ids, served, team } = servedTeam();

const memberOf = async (who: PersonKey) =>
  (await db.member.findFirstOrThrow({ where: { userId: ids[who] }, select: { id: true } })).id;

const told = (scenarioId: string) =>
  db.notice.findMany({
    where: { scenarioId, kind: "MENTION" },
    orderBy: { createdAt: "asc" },
    select: { recipientId: true, actorId: true },
  });

function name({ provider }: Editor, member: string, mark: string | null = randomUUID()): Y.XmlElement {
  const block = new Y.XmlElement("paragraph");
  const mention = new Y.XmlElement("mention");
  mention.setAttribute("member", member);
  if (mark) mention.setAttribute("mark", mark);
  block.insert(0, [mention]);
  provider.document.getXmlFragment(RATIONALE_FIELD).push([block]);
  return block;
}

/** Everything saved, and everybody told: the server tells when it lets go of a document at the latest. */
async function settled(editors: readonly Editor[], server: { stop(): Promise<void> }) {
  for (const editor of editors) await editor.untilState("saved");
  await server.stop();
}

it("tells a member once that somebody named them, and by whom: not again when the words move or come back", async () => {
  const { open, scenarioId, server } = await served();
  const [ada, ben] = [open("ada"), open("ben")];
  await Promise.all([ada.untilState("saved"), ben.untilState("saved")]);
  const [adaId, benId, mark] = [await memberOf("ada"), await memberOf("ben"), randomUUID()];
  name(ada, benId, mark);
  name(ada, benId, mark); // copied
  name(ben, adaId);
  await settled([ada, ben], server);
  expect(await told(scenarioId)).toEqual(
    expect.arrayContaining([
      { recipientId: ids.ben, actorId: ids.ada },
      { recipientId: ids.ada, actorId: ids.ben },
    ]),
  );
  expect(await told(scenarioId)).toHaveLength(2);
  const again = { scenarioId, teamId: team().teamId, byUserId: ids.ada, mentions: [{ member: benId, mark }] };
  expect(await tellMentioned(again)).toBe(0);
});

it("tells nobody of a slip, of themselves, of an imported text, or of another team's people", async () => {
  const { open, scenarioId, server } = await served();
  const ada = open("ada");
  await ada.untilState("saved");
  const stranger = await db.member.findFirst({ where: { teamId: { not: team().teamId } }, select: { id: true } });
  name(ada, await memberOf("ada"));
  name(ada, await memberOf("ben"), null);
  name(ada, stranger?.id ?? randomUUID());
  name(ada, await memberOf("ben"));
  await ada.untilState("saved");
  const text = ada.provider.document.getXmlFragment(RATIONALE_FIELD);
  text.delete(text.length - 1, 1);
  await settled([ada], server);
  expect(await told(scenarioId)).toEqual([]);
});

it("takes no mention from who may only read, and none from a text that was there before", async () => {
  const { open, scenarioId, server } = await served();
  const mention = { type: "mention", attrs: { member: await memberOf("ben"), mark: randomUUID() } };
  const { teamId } = team();
  await seedRationale(db, { scenarioId, teamId, userId: ids.ada, content: [paragraph(mention)] });
  const [ada, observer] = [open("ada"), open("observer")];
  await Promise.all([ada.untilState("saved"), observer.untilState("reading")]);
  name(observer, await memberOf("ben"));
  ada.type("More.");
  await settled([ada], server);
  expect(await told(scenarioId)).toEqual([]);
});
