import { at, DAY, type DemoQuestion } from "#prisma/demo/question";

/** "31 December 2027", as a question says it. */
function inWords(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(at);
}

/** Questions that are open whenever the demonstration is made; their clocks count from `now`. */
export function openQuestions(now: number): DemoQuestion[] {
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
