/** Discussion under the demonstration's questions: who says what, when (a day, or days before now), to which earlier remark. */
export const COMMENTS = [
  {
    id: "a",
    said: 12.4,
    question: "joint-drill",
    person: "analyst2",
    text: "Two of the three drill together every year. The third has never been invited in public: that is the step to watch.",
  },
  {
    id: "b",
    said: 12.1,
    question: "joint-drill",
    person: "analyst5",
    answers: "a",
    text: "Would observers from Pyongyang count? The criteria say units, so I read it as no.",
  },
  {
    id: "c",
    said: 11.3,
    question: "joint-drill",
    person: "lead",
    answers: "b",
    text: "Units only. Observers do not count.",
  },
  {
    id: "d",
    said: 5.2,
    question: "plant",
    person: "analyst4",
    text: "Announcements are cheap here. I give more weight to the announcement than to the plant.",
  },
  {
    id: "e",
    said: "2024-06-07T09:20:00Z",
    question: "putin-visit-2024",
    person: "analyst1",
    text: "The invitation was accepted in public, and dates have been slipping since. I stay above 80.",
  },
] as const;
