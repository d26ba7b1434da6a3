/** A world with everything that the format knows. */
export function small() {
  return {
    format: "bellwether-world/1",
    people: [
      { id: "a1", name: "Analyst 1", role: "forecaster" },
      { id: "a2", name: "Analyst 2", role: "lead" },
      { id: "o1", name: "Observer", role: "observer" },
    ],
    briefs: [
      {
        id: "b1",
        title: "On bridges",
        language: "en",
        text: "The old bridge\n\nThe council may close the old bridge before winter, and the ferry could return.\n\nA second bridge is possible.[1]\n\n[1] A. Author, “Bridges”, The Paper, https://paper.example/1",
        author: "A. Author",
        publishedOn: "2024-01-02",
      },
    ],
    scenarios: [
      { id: "s1", brief: "b1", statement: "The bridge closes", quote: "The council may close\nthe old bridge" },
      { id: "s2", brief: "b1", statement: "The ferry returns", quote: "the ferry could return" },
    ],
    relations: [
      { kind: "exclusive", scenarios: ["s1", "s2"] },
      { kind: "implies", from: "s1", to: "s2" },
    ],
    questions: [
      {
        id: "q1",
        scenario: "s1",
        role: "headline",
        type: "binary",
        title: "Will the bridge close?",
        criteria: "By order.",
        source: "The gazette",
        opensAt: "2024-01-01T00:00:00Z",
        closesAt: "2024-12-31T00:00:00.000001Z",
        revealAt: "2024-02-01T00:00:00Z",
        tags: ["transport", "winter"],
      },
      {
        id: "q2",
        type: "binary",
        title: "Will it snow?",
        criteria: "",
        source: "",
        opensAt: "2024-01-01T00:00:00+03:00",
        closesAt: "2024-06-01T00:00:00Z",
        revealAt: null,
        tags: [],
      },
    ],
    forecasts: [
      {
        question: "q1",
        person: "a1",
        madeAt: "2024-02-01T09:00:00.123456Z",
        kind: "forecast",
        probability: 0.35,
        reason: "Seen the plans.",
      },
      { question: "q1", person: "a1", madeAt: "2024-02-03T09:00:00Z", kind: "reaffirmation" },
      { question: "q1", person: "a1", madeAt: "2024-03-01T09:00:00Z", kind: "withdrawal" },
      { question: "q1", person: "a2", madeAt: "2024-01-15T00:00:00Z", kind: "forecast", probability: 0.8 },
      { question: "q2", person: "a2", madeAt: "2024-02-01T09:00:00Z", kind: "forecast", probability: 0.5 },
      { question: "q2", person: "a2", madeAt: "2024-02-01T09:00:00Z", kind: "forecast", probability: 0.6 },
    ],
    resolutions: [
      { question: "q1", outcome: "yes", knownAt: "2024-06-19T00:00:00Z", evidence: "https://gazette.example/7" },
    ],
  };
}
