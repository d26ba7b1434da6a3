import type { Scope } from "#core/token-scopes";

/** What a scope lets a token do, for the person who gives it. */
export const SCOPE_WORDS: Readonly<Record<Scope, { label: string; hint: string }>> = {
  read: { label: "Read", hint: "Everything that you may see, exports included." },
  forecast: {
    label: "Forecast",
    hint: "State, withdraw and reaffirm your forecasts; comment, dissent, mark your notices.",
  },
  write: { label: "Write", hint: "Briefs, scenarios, relations and questions; rounds." },
  resolve: { label: "Resolve", hint: "Propose, confirm and correct resolutions; hand in evidence." },
  import: { label: "Import", hint: "Bring in files of people, questions and forecasts, and take them back." },
};
