import type { RationaleNode } from "#core/rationale";
import type { Prisma } from "#prisma/client/client";
import {
  bold,
  bullets,
  heading,
  italic,
  link,
  paragraph,
  quote,
  reviseRationale,
  seedRationale,
} from "#server/collab/seed-rationale";
import { takeVersion } from "#server/collab/take-version";

/** What a reference leads to, by its name in the demonstration. */
interface Names {
  /** Words of the brief. */
  cite(words: string): RationaleNode;
  note(number: number): RationaleNode;
  /** A member, by the first half of their address. */
  member(who: string): RationaleNode;
  /** A question's crowd. */
  crowd(question: string): RationaleNode;
}

interface DemoRationale {
  scenario: string;
  author: string;
  daysAgo: number;
  content: (names: Names) => readonly RationaleNode[];
}

/** What the desk wrote, by scenario and author. Reasons only: numbers have their own place. */
const RATIONALES: readonly DemoRationale[] = [
  {
    scenario: "technology",
    author: "analyst4",
    daysAgo: 2,
    content: ({ cite, member, crowd }) => [
      paragraph(
        "The question turns on what governments say, not on what engineers do. A transfer can be real for years before two capitals are willing to name it, and Seoul has always been quicker to name things than Washington. The brief puts it first among its worries ",
        cite("Such a transfer would be hard to see and harder to undo."),
        "; where the crowd stands: ",
        crowd("satellite"),
        ".",
      ),
      heading("For"),
      bullets(
        "Pyongyang asks for what it cannot buy elsewhere, and its price rises with every train of shells.",
        "Visits to launch sites are staged for cameras: both sides want the cooperation to be seen, if not its content.",
        "Advisers are cheaper than parts, and leave less to photograph.",
      ),
      heading("Against"),
      bullets(
        "Moscow has guarded this work even from friends who paid for it.",
        "Food and fuel are enough for now, and are easier to deny.",
      ),
      heading("What would change our mind"),
      paragraph(
        "A launch vehicle with a visibly foreign stage, or the subject in a joint statement of three allies. ",
        bold("Silence is not evidence either way"),
        ": the desk has been wrong before by reading too much into it. ",
        member("analyst6"),
        " keeps the list of launches.",
      ),
    ],
  },
  {
    scenario: "visit",
    author: "lead",
    daysAgo: 9,
    content: () => [
      paragraph(
        "The invitation was accepted in public, which is more than most invitations get. What was open was the date: state visits to Pyongyang are announced late and moved without explanation.",
      ),
      quote(
        paragraph(
          "Base rates mislead here. The one earlier visit tells us how rare such a journey is in ordinary times, and these were not ordinary times.",
        ),
      ),
      paragraph(
        "We looked for advance teams, air-traffic notices and cleared streets, in that order; all three came within a fortnight of each other. ",
        link("The report of the day", "https://news.rthk.hk/rthk/en/component/k2/1758112-20240619.htm"),
        " settled it.",
      ),
    ],
  },
  {
    scenario: "alliance",
    author: "analyst2",
    daysAgo: 15,
    content: ({ cite, note, crowd }) => [
      paragraph(
        "An arrangement of three needs Beijing, and Beijing gains least from it. Each of the two others has already what it wants from a partnership of two.",
      ),
      heading("What we would expect to see first"),
      bullets(
        "Observers of one army at an exercise of the two others, announced by the host.",
        "A form of words about consultation in a crisis, in all three languages.",
        paragraph("Staff talks that are ", italic("named"), ", rather than meetings on the margins of something else."),
      ),
      paragraph(
        "None of these is a treaty, and the criteria ask for less than one: an arrangement that two of them state. The argument for it is in the commentary that the brief begins with ",
        note(1),
        "; that against it is that China may simply keep its distance ",
        cite("China may simply keep its distance from whatever its two neighbours agree"),
        ", which the desk puts at ",
        crowd("china-signs"),
        ".",
      ),
    ],
  },
  {
    scenario: "distance",
    author: "analyst1",
    daysAgo: 14,
    content: () => [
      paragraph(
        "Keeping away is not the same as keeping out. Trade over the Yalu goes on, and nobody in Beijing has to decide anything for it to go on.",
      ),
      paragraph(
        "So we read this scenario narrowly: ",
        bold("no public act that joins China to what the other two have agreed"),
        ". A summit photograph does not count; a signature would.",
      ),
    ],
  },
];

/** What others made of a text later, and under which name it was found again before. */
const REVISIONS: readonly (DemoRationale & { before: string })[] = [
  {
    scenario: "distance",
    before: "First draft",
    author: "analyst3",
    daysAgo: 6,
    content: () => [
      paragraph(
        "Keeping away is not the same as keeping out. Trade over the Yalu grew all spring, and nobody in Beijing had to decide anything for it to grow.",
      ),
      paragraph(
        "So we read this scenario narrowly: ",
        bold("no public act that joins China to what the other two have agreed"),
        ". Neither a summit photograph nor a toast counts; a signature would.",
      ),
      paragraph("A joint statement of all three is the earliest sign that we are wrong."),
    ],
  },
  {
    scenario: "distance",
    before: "Before the lead’s reading",
    author: "lead",
    daysAgo: 1,
    content: () => [
      paragraph(
        "So we read this scenario narrowly: ",
        bold("no public act that joins China to what the other two have agreed"),
        ". A summit photograph does not count; a signature would.",
      ),
      paragraph(
        "Keeping away is not the same as keeping out. Trade over the Yalu grew all spring, and nobody in Beijing had to decide anything.",
      ),
      paragraph(
        "A joint statement of all three is the earliest sign that we are wrong. We look for it in three languages.",
      ),
    ],
  },
];

const DAY = 86_400_000;

interface Place {
  teamId: string;
  /** Ids of people by the first half of their address. */
  users: ReadonlyMap<string, string>;
  now: number;
}

/** Gives the demonstration's scenarios the reasons that the desk wrote for them. */
export async function writeRationales(tx: Prisma.TransactionClient, { teamId, users, now }: Place): Promise<void> {
  const scenarios = await tx.scenario.findMany({ where: { teamId }, select: { id: true, externalId: true } });
  const names = await namesIn(tx, teamId, users);
  const idOf = (scenario: string): string => {
    const id = scenarios.find(({ externalId }) => externalId === scenario)?.id;
    if (!id) throw new RangeError(`the demo has no scenario ${scenario}`);
    return id;
  };
  for (const { scenario, author, daysAgo, content } of RATIONALES) {
    const writtenAt = new Date(now - daysAgo * DAY);
    await seedRationale(tx, {
      scenarioId: idOf(scenario),
      teamId,
      userId: users.get(author) ?? null,
      writtenAt,
      content: content(names),
    });
  }
  for (const { scenario, author, daysAgo, before: title, content } of REVISIONS) {
    const [scenarioId, userId] = [idOf(scenario), users.get(author) ?? null];
    const writtenAt = new Date(now - daysAgo * DAY);
    const taken = { documentId: scenarioId, createdById: userId, takenAt: writtenAt };
    await takeVersion(tx, { ...taken, kind: "NAMED", title });
    await reviseRationale(tx, { scenarioId, userId, writtenAt, content: content(names) });
  }
}

/** What the demonstration calls things by, as references to them. */
async function namesIn(
  tx: Prisma.TransactionClient,
  teamId: string,
  users: ReadonlyMap<string, string>,
): Promise<Names> {
  const brief = await tx.briefVersion.findFirstOrThrow({ where: { teamId }, select: { id: true, text: true } });
  const members = await tx.member.findMany({ where: { teamId }, select: { id: true, userId: true } });
  const questions = await tx.question.findMany({ where: { teamId }, select: { id: true, externalId: true } });
  const node = (type: string, attrs: Record<string, unknown>): RationaleNode => ({ type, attrs });
  const found = <T>(thing: T | undefined, name: string): T => {
    if (thing === undefined) throw new RangeError(`the demo has no ${name}`);
    return thing;
  };
  return {
    cite(words) {
      const start = brief.text.indexOf(words);
      if (start < 0) throw new RangeError(`the demo’s brief does not say “${words}”`);
      return node("citation", { version: brief.id, start, end: start + words.length, exact: words });
    },
    note: (source) => node("citation", { version: brief.id, source }),
    member: (who) => {
      const userId = found(users.get(who), who);
      const { id } = found(
        members.find((member) => member.userId === userId),
        who,
      );
      return node("mention", { member: id }); // without a mark: nobody is told of what was there from the beginning
    },
    crowd: (name) =>
      node("chip", {
        question: found(
          questions.find(({ externalId }) => externalId === name),
          name,
        ).id,
      }),
  };
}
