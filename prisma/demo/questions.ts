const DAY = 86_400_000;

/** A question of the demonstration, with what the simulation needs to know of it. */
export interface DemoQuestion {
  id: string;
  scenario: string;
  role: "headline" | "indicator" | "conditional";
  /** With "conditional": the scenario whose headline question is the condition. */
  given?: string;
  title: string;
  criteria: string;
  source: string;
  baseRate?: string;
  opensAt: number;
  closesAt: number;
  revealAt?: number;
  reveal?: "after_forecast";
  draft?: boolean;
  tags: string[];
  /** Where simulated forecasts tend to: a probability that people approach as time goes on. */
  drift: number;
  /** The verdict in force. */
  verdict?: Verdict;
  /** A verdict that waits for a second person. */
  proposed?: Verdict;
}

interface Verdict {
  outcome: "YES" | "NO";
  knownAt: number;
  evidenceUrl: string;
  note: string;
  /** When it was proposed; confirmed a day later. */
  proposedAt: number;
  /** What was in force before, where this corrects it. */
  first?: Omit<Verdict, "first">;
}

const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const PAST = { opensAt: at("2023-10-01"), closesAt: at("2024-12-31") };

const TREATY_SIGNED =
  "https://www.tag24.com/world/russia/russia-and-north-korea-sign-major-new-deal-as-putin-and-kim-exchange-gushing-praise-3221890";

/** Questions whose answers are public record. */
const resolved: DemoQuestion[] = [
  {
    ...PAST,
    id: "putin-visit-2024",
    scenario: "visit",
    role: "headline",
    title: "Will Vladimir Putin visit North Korea by 31 December 2024?",
    criteria: "Yes if either government states that he was on North Korean territory on or before that day.",
    source: "Statements of the Kremlin or of the Korean Central News Agency",
    baseRate: "One visit in 23 years",
    tags: ["diplomacy"],
    drift: 0.82,
    verdict: {
      outcome: "YES",
      knownAt: at("2024-06-19"),
      evidenceUrl: "https://news.rthk.hk/rthk/en/component/k2/1758112-20240619.htm",
      note: "State visit to Pyongyang, reported by both governments.",
      proposedAt: at("2024-06-20"),
    },
  },
  {
    ...PAST,
    id: "defence-treaty-2024",
    scenario: "alliance",
    role: "indicator",
    title: "Will Russia and North Korea sign a treaty with a mutual-defence clause by 31 December 2024?",
    criteria: "Yes if a signed text obliges each to help the other when attacked.",
    source: "The published text, or both governments' account of it",
    tags: ["treaty"],
    drift: 0.55,
    verdict: {
      outcome: "YES",
      knownAt: at("2024-06-19"),
      evidenceUrl: TREATY_SIGNED,
      note: "It was known on the day of the signing, 19 June; the first verdict took the day on which the text was published.",
      proposedAt: at("2024-06-24"),
      first: {
        outcome: "YES",
        knownAt: at("2024-06-20"),
        evidenceUrl: TREATY_SIGNED,
        note: "Treaty on a comprehensive strategic partnership, signed in Pyongyang.",
        proposedAt: at("2024-06-21"),
      },
    },
  },
  {
    ...PAST,
    id: "un-panel-2024",
    scenario: "bridge",
    role: "indicator",
    title: "Will the UN Panel of Experts on North Korea sanctions be renewed in 2024?",
    criteria: "Yes if the Security Council extends the mandate past 30 April 2024 by a resolution adopted in 2024.",
    source: "United Nations press releases",
    baseRate: "Renewed every year since 2009",
    tags: ["sanctions"],
    drift: 0.35,
    verdict: {
      outcome: "NO",
      knownAt: at("2024-03-28"),
      evidenceUrl: "https://press.un.org/en/2024/sc15648.doc.htm",
      note: "Vetoed; the mandate ran out.",
      proposedAt: at("2024-03-30"),
    },
  },
  {
    ...PAST,
    id: "joint-exercise-2024",
    scenario: "answer",
    role: "headline",
    title:
      "Will the United States, Japan and South Korea hold a joint exercise in air, sea and cyber space by 31 December 2024?",
    criteria: "Yes if one exercise of all three covers the three domains and has begun by that day.",
    source: "Statements of any of the three defence ministries",
    tags: ["allies"],
    drift: 0.75,
    verdict: {
      outcome: "YES",
      knownAt: at("2024-06-27"),
      evidenceUrl:
        "https://www.einpresswire.com/article/723442701/trilateral-statement-first-execution-of-multi-domain-japan-rok-u-s-exercise-freedom-edge",
      note: "Freedom Edge began on 27 June.",
      proposedAt: at("2024-06-29"),
    },
  },
  {
    ...PAST,
    id: "troops-2024",
    scenario: "fallback",
    role: "indicator",
    title:
      "Will the governments of South Korea and the United States report North Korean troops in Russia by 31 December 2024?",
    criteria: "Yes if both governments say so in public, whatever the number and task of the troops.",
    source: "Statements of the two governments",
    tags: ["troops"],
    drift: 0.3,
    verdict: {
      outcome: "YES",
      knownAt: at("2024-10-23"),
      evidenceUrl:
        "https://www.devdiscourse.com/article/politics/3132238-north-koreas-military-moves-troops-training-in-russia",
      note: "Seoul reported them first; Washington confirmed on 23 October.",
      proposedAt: at("2024-10-24"),
    },
  },
  {
    ...PAST,
    id: "trilateral-treaty-2024",
    scenario: "alliance",
    role: "indicator",
    title: "Will China, Russia and North Korea sign a trilateral defence treaty by 31 December 2024?",
    criteria: "Yes if one text on mutual defence bears the signatures of all three.",
    source: "Statements of the three governments",
    tags: ["treaty"],
    drift: 0.03,
    verdict: {
      outcome: "NO",
      knownAt: at("2024-12-31"),
      evidenceUrl: "https://strategicstudyindia.com/2025/03/russia-china-north-korea-relations.html",
      note: "No such text: the treaties in force are between two of the three.",
      proposedAt: at("2025-01-08"),
    },
  },
  {
    opensAt: at("2023-10-01"),
    closesAt: at("2023-12-31"),
    id: "minister-visit-2023",
    scenario: "visit",
    role: "indicator",
    title: "Will Russia's foreign minister visit North Korea by 31 December 2023?",
    criteria: "Yes if either foreign ministry states that he was in North Korea after the opening.",
    source: "The two foreign ministries",
    tags: ["diplomacy"],
    drift: 0.7,
    verdict: {
      outcome: "YES",
      knownAt: at("2023-10-18"),
      evidenceUrl: "http://en.people.cn/n3/2023/1020/c90000-20086935.html",
      note: "Sergei Lavrov arrived in Pyongyang on 18 October.",
      proposedAt: at("2023-10-20"),
    },
  },
  {
    opensAt: at("2023-10-01"),
    closesAt: at("2023-12-31"),
    id: "satellite-2023",
    scenario: "technology",
    role: "indicator",
    title: "Will North Korea put a satellite into orbit by 31 December 2023?",
    criteria: "Yes if South Korea's armed forces confirm that an object launched after the opening is in orbit.",
    source: "South Korea's Joint Chiefs of Staff",
    baseRate: "Two failures earlier in 2023",
    tags: ["technology"],
    drift: 0.6,
    verdict: {
      outcome: "YES",
      knownAt: at("2023-11-22"),
      evidenceUrl: "https://menafn.com/1107469853/North-Korea-announces-spy-satellite-discovery",
      note: "Launched on 21 November; orbit confirmed by Seoul the next day.",
      proposedAt: at("2023-11-24"),
    },
  },
  {
    opensAt: at("2024-01-01"),
    closesAt: at("2024-12-31"),
    id: "second-satellite-2024",
    scenario: "technology",
    role: "indicator",
    title: "Will North Korea put a second reconnaissance satellite into orbit in 2024?",
    criteria: "Yes if South Korea's armed forces confirm that an object launched in 2024 is in orbit.",
    source: "South Korea's Joint Chiefs of Staff",
    tags: ["technology"],
    drift: 0.3,
    verdict: {
      outcome: "NO",
      knownAt: at("2024-12-31"),
      evidenceUrl: "https://www.anews.com.tr/asia/2024/05/27/north-korea-says-its-spy-satellite-launch-has-failed",
      note: "One launch, on 27 May, failed; none followed.",
      proposedAt: at("2025-01-09"),
    },
  },
  {
    opensAt: at("2024-06-24"),
    closesAt: at("2024-12-31"),
    id: "treaty-in-force-2024",
    scenario: "alliance",
    role: "indicator",
    title: "Will the treaty between Russia and North Korea enter into force by 31 December 2024?",
    criteria: "Yes if either government states that instruments of ratification were exchanged by that day.",
    source: "Statements of the two governments",
    tags: ["treaty"],
    drift: 0.8,
    verdict: {
      outcome: "YES",
      knownAt: at("2024-12-04"),
      evidenceUrl: "https://asb-media.info/en/volodin-visits-north-korea-leading-the-state-duma-delegation-2",
      note: "In force since 4 December.",
      proposedAt: at("2024-12-06"),
    },
  },
  {
    opensAt: at("2024-01-01"),
    closesAt: at("2024-12-31"),
    id: "putin-china-2024",
    scenario: "distance",
    role: "indicator",
    title: "Will Vladimir Putin visit China between 1 January and 31 December 2024?",
    criteria: "Yes if either government states that he was in China in that time.",
    source: "Statements of the Kremlin or of China's foreign ministry",
    tags: ["diplomacy"],
    drift: 0.9,
  },
];

/** "31 December 2027", as a question says it. */
function inWords(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(at);
}

/** Questions that are open whenever the demonstration is made; their clocks count from `now`. */
function open(now: number): DemoQuestion[] {
  const opened = now - 60 * DAY;
  const end = at("2027-12-31");
  const far = Math.max(end, now + 200 * DAY);
  const farDay = inWords(far);
  return [
    {
      id: "joint-drill",
      scenario: "alliance",
      role: "headline",
      title: `Will Russia, North Korea and China hold a military exercise of all three by ${farDay}?`,
      criteria: "Yes if units of all three take part in one announced exercise that has begun by that day.",
      source: "Statements of at least two of the three governments",
      opensAt: opened,
      closesAt: far,
      tags: ["exercise"],
      drift: 0.14,
    },
    {
      id: "satellite",
      scenario: "technology",
      role: "headline",
      title: `Will North Korea put a satellite into orbit with help that Seoul or Washington calls Russian by ${farDay}?`,
      criteria: "Yes if a satellite is tracked in orbit and either government states that Russian technology was used.",
      source: "Statements of the two governments; public tracking data",
      baseRate: "One success in four known attempts",
      opensAt: opened,
      closesAt: far,
      revealAt: now + 21 * DAY,
      tags: ["technology", "blind round"],
      drift: 0.38,
    },
    {
      id: "china-signs",
      scenario: "distance",
      role: "headline",
      title: `Will China have signed no defence agreement with Russia and North Korea together by ${farDay}?`,
      criteria: "Yes if no text on mutual defence or arms bears the signatures of all three by that day.",
      source: "Statements of the three governments",
      opensAt: opened,
      closesAt: far,
      tags: ["treaty"],
      drift: 0.91,
    },
    {
      id: "plant",
      scenario: "industry",
      role: "headline",
      title: `Will Russia and North Korea announce a plant that makes weapons for both by ${farDay}?`,
      criteria: "Yes if either government announces joint production at a named place.",
      source: "Statements of the two governments",
      opensAt: opened,
      closesAt: far,
      reveal: "after_forecast",
      tags: ["industry"],
      drift: 0.33,
    },
    {
      id: "designation",
      scenario: "bridge",
      role: "headline",
      title: `Will the US Treasury sanction a Chinese company for arms that reach Russia through North Korea by ${farDay}?`,
      criteria: "Yes if a designation names such a company and gives that route as its reason.",
      source: "Press releases of the US Treasury",
      opensAt: opened,
      closesAt: far,
      tags: ["sanctions"],
      drift: 0.24,
    },
    {
      id: "joint-drill-if-designated",
      scenario: "alliance",
      role: "conditional",
      given: "bridge",
      title: `If the US Treasury sanctions a Chinese company for such arms by ${farDay}: will all three hold a military exercise by then?`,
      criteria:
        "Asked under the condition that the headline question on the bridge is answered yes. It then takes the verdict on the joint exercise; otherwise it is void.",
      source: "The verdicts on its two questions",
      opensAt: opened,
      closesAt: far,
      tags: ["exercise"],
      drift: 0.2,
    },
    {
      id: "ministers",
      scenario: "visit",
      role: "indicator",
      title: `Will the foreign ministers of Russia and North Korea meet in person by ${inWords(now + 6 * DAY)}?`,
      criteria: "Yes if either ministry reports a meeting face to face that took place after the opening.",
      source: "The two foreign ministries",
      opensAt: opened,
      closesAt: now + 6 * DAY,
      tags: ["diplomacy"],
      drift: 0.45,
    },
    {
      id: "parade",
      scenario: "fallback",
      role: "headline",
      title: "Will a North Korean unit take part in a parade in Russia this autumn?",
      criteria: "Yes if Russian state television shows one before the close.",
      source: "Russian state television",
      opensAt: opened,
      closesAt: now - 3 * DAY,
      tags: ["troops"],
      drift: 0.2,
    },
    {
      id: "memoir",
      scenario: "referral",
      role: "headline",
      title: "Will an official of one of the three say in public that China referred Russia to North Korea?",
      criteria: "",
      source: "",
      opensAt: now,
      closesAt: far,
      draft: true,
      tags: [],
      drift: 0.05,
    },
  ];
}

export function demoQuestions(now: number): DemoQuestion[] {
  const waiting = {
    outcome: "YES" as const,
    knownAt: at("2024-05-16"),
    evidenceUrl: CHINA_VISIT,
    note: "State visit to Beijing and Harbin, 16 and 17 May.",
    proposedAt: now - 2 * DAY,
  };
  const past = resolved.map((question) =>
    question.id === "putin-china-2024" ? { ...question, proposed: waiting } : question,
  );
  return [...past, ...open(now)];
}

const CHINA_VISIT = "https://newsonair.gov.in/xi-putin-sign-issue-joint-statement-on-deepening-china-russia-ties";

export const ENERGY_QUESTION = (now: number) => ({
  id: "ttf-50",
  scenario: "price",
  role: "headline" as const,
  title: "Will the front-month price at the Dutch hub settle above 50 € in the coming winter?",
  criteria: "Yes if any daily settlement is above 50.00 € per megawatt-hour before the close.",
  source: "The exchange's settlement prices",
  opensAt: now - 40 * DAY,
  closesAt: now + 120 * DAY,
  tags: ["gas"],
});
