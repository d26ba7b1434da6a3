import { expect, it, onTestFinished } from "vitest";
import * as Y from "yjs";
import type { Actor } from "#core/permissions";
import { rationaleAsOf } from "#server/collab/as-of";
import { testDatabase } from "#server/platform/test-database";
import { redactRationale } from "#server/rationales/versions/redact";
import { restoreRationale } from "#server/rationales/versions/restore";
import { openEditor } from "./editor";
import { type PersonKey, servedTeam } from "./served";

const { db } = testDatabase();
const { ids, cookies, team, serve } = servedTeam();

async function twoNodes() {
  const nodes = [await serve({}), await serve({})];
  const scenarioId = await team().scenario();
  const scenario = { id: scenarioId, teamId: team().teamId, archivedAt: null };
  return {
    scenario,
    open(who: PersonKey, node: 0 | 1, options: { generation?: number; document?: Y.Doc } = {}) {
      const editor = openEditor({ url: nodes[node]?.url ?? "", scenarioId, cookie: cookies[who], ...options });
      onTestFinished(editor.close);
      const fragment = editor.provider.document.getXmlFragment("default");
      return {
        ...editor,
        write(words: string): void {
          const paragraph = new Y.XmlElement("paragraph");
          paragraph.insert(0, [new Y.XmlText(words)]);
          fragment.push([paragraph]);
        },
        erase: (at: number) => fragment.delete(at, 1),
        untilReads: (words: string) => editor.until(() => fragment.toString().replace(/<[^>]*>/g, "|") === words),
      };
    },
    admin: async (): Promise<Actor> => ({
      userId: await team().person("Admin 1", null, "ADMIN"),
      orgRole: "ADMIN",
      memberships: [],
    }),
    words: async () => JSON.stringify((await rationaleAsOf(scenarioId, { seq: 1_000 }))?.text),
  };
}

it("a restoration shows in the editors of both nodes at once", async () => {
  const { scenario, open } = await twoNodes();
  const [one, two] = [open("ada", 0), open("ben", 1)];
  await Promise.all([one.untilState("saved"), two.untilState("saved")]);
  one.write("First.");
  await two.untilReads("|First.|");
  two.write("Second.");
  await one.untilReads("|First.||Second.|");
  await two.untilState("saved");
  const actor: Actor = { userId: ids.ada, orgRole: "MEMBER", memberships: [] };
  const seen: Actor = { ...actor, memberships: [{ memberId: ids.ada, teamId: scenario.teamId, role: "FORECASTER" }] };
  const { before } = await restoreRationale({ actor: seen, scenario }, { point: "u1" });
  await Promise.all([one, two].map((editor) => editor.untilReads("|First.|")));
  one.write("Third.");
  await two.untilReads("|First.||Third.|");
  await one.untilState("saved");
  await restoreRationale({ actor: seen, scenario }, { point: `v${before}` });
  await Promise.all([one, two].map((editor) => editor.untilReads("|First.||Second.|")));
});

it("after a removal of history every node lets go of the old text, and no editor brings it back", async () => {
  const { scenario, open, admin, words } = await twoNodes();
  const [one, two] = [open("ada", 0), open("ben", 1)];
  await Promise.all([one.untilState("saved"), two.untilState("saved")]);
  one.write("A name.");
  one.write("A reason.");
  await two.untilReads("|A name.||A reason.|");
  two.erase(0);
  await one.untilReads("|A reason.|");
  await Promise.all([one.untilState("saved"), two.untilState("saved")]);
  const offline = new Y.Doc();
  Y.applyUpdate(offline, Y.encodeStateAsUpdate(one.provider.document));

  await redactRationale({ actor: await admin(), scenario }, { reason: "It named a source.", words: "A name" });
  for (const editor of [one, two]) {
    await editor.untilState("refused");
    expect(editor.provider.saveState).toMatchObject({ because: "history-removed" });
  }
  const late = open("ada", 0, { document: offline });
  await late.untilState("refused");
  expect(late.provider.saveState).toMatchObject({ because: "history-removed" });

  const [third, fourth] = [open("ada", 0, { generation: 1 }), open("ben", 1, { generation: 1 })];
  await Promise.all([third, fourth].map((editor) => editor.untilReads("|A reason.|")));
  third.write("Another.");
  await fourth.untilReads("|A reason.||Another.|");
  await third.untilState("saved");
  expect(await words()).not.toContain("A name");
  const rows = await db.documentUpdate.findMany({ where: { documentId: scenario.id }, select: { update: true } });
  expect(rows.map(({ update }) => Buffer.from(update).includes("A name"))).toEqual([false, false]);
});
