import { beforeAll, onTestFinished } from "vitest";
import type { OrgRole, TeamRole } from "#core/permissions";
import { testServer } from "#server/collab/test-server";
import { testTeam } from "#server/collab/test-team";
import { testDatabase } from "#server/platform/test-database";
import { E2E_SECRET } from "../fixtures/accounts";
import { newCookie } from "../fixtures/sessions";
import { openEditor } from "./editor";

export type PersonKey = "ada" | "ben" | "observer" | "leader" | "outsider";

const PEOPLE: readonly { key: PersonKey; name: string; role: TeamRole | null; orgRole: OrgRole }[] = [
  { key: "ada", name: "Analyst 1", role: "FORECASTER", orgRole: "MEMBER" },
  { key: "ben", name: "Analyst 2", role: "LEAD", orgRole: "MEMBER" },
  { key: "observer", name: "Observer", role: "OBSERVER", orgRole: "MEMBER" },
  { key: "leader", name: "Leader", role: null, orgRole: "LEADER" },
  { key: "outsider", name: "Outsider", role: null, orgRole: "MEMBER" },
];

/** A team for the tests of one file, and servers and editors that end with the test that opened them. */
export function servedTeam() {
  process.env.AUTH_SECRET = E2E_SECRET;
  const ids: Record<PersonKey, string> = { ada: "", ben: "", observer: "", leader: "", outsider: "" };
  const cookies = { ...ids };
  let team: Awaited<ReturnType<typeof testTeam>>;
  beforeAll(async () => {
    team = await testTeam();
    for (const { key, name, role, orgRole } of PEOPLE) {
      ids[key] = await team.person(name, role, orgRole);
      cookies[key] = await newCookie(testDatabase().pool, ids[key]);
    }
  });

  async function serve(options: Parameters<typeof testServer>[0] = {}) {
    const server = await testServer(options);
    onTestFinished(server.stop);
    return server;
  }

  return {
    ids,
    cookies,
    team: () => team,
    serve,
    async served(options: Parameters<typeof testServer>[0] = {}) {
      const server = await serve(options);
      const scenarioId = await team.scenario();
      const open = (who: PersonKey, more: Partial<Parameters<typeof openEditor>[0]> = {}) => {
        const editor = openEditor({ url: server.url, scenarioId, cookie: cookies[who], ...more });
        onTestFinished(editor.close);
        return editor;
      };
      return { server, scenarioId, open };
    },
  };
}
