import { openEditor } from "./collab/editor";
import { EventListener } from "./fixtures/event-listener";
import { newApiToken } from "./fixtures/new-token";
import { expect, test } from "./fixtures/server";
import { cookieOf } from "./fixtures/sessions";
import { buildWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";
import { addPerson, memberIn, type Person } from "./fixtures/world-people";

/** A right that is taken is gone within five seconds, wherever its person is: pages, calls, files, streams, documents, REST. */
test.use({ world: "empty" });

const LIMIT = 5000;

/** No kind of file that is kept: who may hand in is told so, who may not, that there is nothing here. */
const NO_FILE = new Uint8Array([0, 1, 2, 255]);

interface Place {
  url: string;
  databaseUrl: string;
}

/** What an administrator does, as their page calls it. */
async function callAs(admin: Person, { url }: Place, procedure: string, input: object): Promise<void> {
  const answer = await fetch(`${url}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { origin: url, cookie: await cookieOf(admin), "content-type": "application/json" },
    body: JSON.stringify({ json: input }),
  });
  expect([procedure, answer.status]).toEqual([procedure, 200]);
}

type Channel = { name: string; out: Promise<unknown> };

/** Everything that a person has open, each with the promise of being shown out of it. */
async function open(
  place: Place,
  world: World,
  person: Person,
): Promise<{ channels: Channel[]; act: () => void; end: () => void }> {
  const { url } = place;
  const cookie = await cookieOf(person);
  const { questionId, scenarioId } = world.own.questions.OPEN;
  const acted = Promise.withResolvers<void>();
  const ended = new AbortController();
  const { token } = await inDatabase(place.databaseUrl, (db) => newApiToken(db, person.userId));

  /** Asks again and again from the act on, until the answer is another one than before. */
  async function asked(name: string, path: string, init: RequestInit = {}): Promise<Channel> {
    const ask = async () => {
      const headers = { origin: url, ...(init.headers ?? { cookie }) };
      const answer = await fetch(`${url}${path}`, { ...init, headers, redirect: "manual" });
      await answer.body?.cancel();
      return answer.status;
    };
    const before = await ask();
    expect([name, before]).toEqual([name, init.method === "POST" ? 400 : 200]);
    const out = acted.promise.then(async () => {
      while (!ended.signal.aborted) if ((await ask()) !== before) return;
    });
    return { name, out };
  }

  const unlessOver = (error: unknown) => {
    if (!ended.signal.aborted) throw error;
  };
  const stream = await fetch(`${url}/api/trpc/live.events?input=${encodeURIComponent('{"json":{}}')}`, {
    headers: { cookie, accept: "text/event-stream" },
    signal: ended.signal,
  });
  expect(stream.status).toBe(200);
  const followed = await new EventListener(`${url}/api/v1/teams/${world.own.teamId}/events`, token).connect();
  expect(followed.status).toBe(200);
  ended.signal.addEventListener("abort", () => void followed.disconnect());
  const editor = openEditor({ url: `${url.replace("http", "ws")}/collab`, scenarioId, cookie });
  ended.signal.addEventListener("abort", () => editor.close());
  await editor.untilState("saved");
  const call = `/api/trpc/rationale.palette?input=${encodeURIComponent(JSON.stringify({ json: { scenarioId } }))}`;
  return {
    act: acted.resolve,
    end: () => ended.abort(),
    channels: [
      await asked("page", `/questions/${questionId}`),
      await asked("procedure", call),
      await asked("file of evidence", `/api/evidence/${world.own.fileId}`),
      await asked("hand in a file", `/api/evidence?question=${questionId}&name=`, {
        method: "POST",
        headers: { cookie },
        body: NO_FILE,
      }),
      await asked("REST", `/api/v1/questions/${questionId}`, { headers: { authorization: `Bearer ${token}` } }),
      { name: "document", out: editor.untilState("refused") },
      { name: "REST event stream", out: followed.ended },
      { name: "event stream", out: saysItEnded(stream).catch(unlessOver) },
    ],
  };
}

/** Reads a stream until it says that the session has ended, or is cut. */
async function saysItEnded(stream: Response): Promise<void> {
  let said = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream.body ?? []) {
    said += decoder.decode(chunk, { stream: true });
    if (said.includes("serialized-error") || said.includes("UNAUTHORIZED")) return;
  }
}

interface Act {
  what: string;
  orgRole?: Person["orgRole"];
  /** Channels that stay open, and why. */
  spares: readonly string[];
  act: (world: World, place: Place, person: Person) => Promise<void>;
}

const ACTS: readonly Act[] = [
  {
    what: "revoked",
    spares: ["REST", "REST event stream"], // a token is no session: it is revoked by itself
    act: (world: World, place: Place, { userId, sessionId }: Person) =>
      callAs(world.people.admin, place, "user.revokeSession", { userId, sessionId }),
  },
  {
    what: "disabled",
    spares: [],
    act: (world: World, place: Place, { userId }: Person) =>
      callAs(world.people.admin, place, "user.disable", { userId }),
  },
  {
    what: "removed from the team",
    spares: ["event stream"], // it stays open, for what else they may hear; rights are read again before each event
    act: (world: World, place: Place, person: Person) =>
      callAs(world.people.admin, place, "member.remove", {
        teamId: world.own.teamId,
        memberId: memberIn(person, world.own.teamId),
      }),
  },
  {
    what: "an administrator who comes to owe one-time codes",
    orgRole: "ADMIN",
    spares: [],
    act: (world, place) => callAs(world.people.admin, place, "codes.setPolicy", { on: true }),
  },
];

test.afterEach(({ server }) =>
  inDatabase(server.databaseUrl, (db) => db.organisation.updateMany({ data: { adminsUseCodes: false } })),
);

for (const { what, spares, act, orgRole } of ACTS)
  test(`who is ${what} is out of everything within five seconds`, async ({ server }) => {
    const [world, person] = await inDatabase(server.databaseUrl, async (db) => {
      const made = await buildWorld(db);
      const memberships = [{ teamId: made.own.teamId, role: "FORECASTER" as const }];
      return [made, await addPerson(db, { name: "Passing through", memberships, orgRole })] as const;
    });
    const { channels, act: begin, end } = await open(server, world, person);
    const began = performance.now();
    await act(world, server, person);
    const acted = performance.now();
    begin();
    const watched = channels.filter(({ name }) => !spares.some((spared) => spared === name));
    const out = await Promise.all(
      watched.map(async ({ name, out: shown }) => {
        const milliseconds = await Promise.race([
          shown.then(() => performance.now() - began),
          new Promise<number>((resolve) => setTimeout(() => resolve(Number.POSITIVE_INFINITY), LIMIT)),
        ]);
        return { name, milliseconds: Math.round(milliseconds) };
      }),
    );
    end();
    console.log(
      `${what} (act ${Math.round(acted - began)} ms): ${out.map(({ name, milliseconds }) => `${name} ${milliseconds} ms`).join(", ")}`,
    );
    expect(out.filter(({ milliseconds }) => milliseconds >= LIMIT)).toEqual([]);
  });
