import type { Instant } from "#core/clock";

/** A question as somebody is writing it; instants null while not given. */
export interface QuestionDraft {
  readonly title: string;
  readonly criteria: string;
  readonly source: string;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
}

export type QuestionField = keyof QuestionDraft;

/** Something that may keep a question from being resolved: where, and what to do about it. A warning, never a refusal. */
export interface QuestionFlag {
  readonly field: QuestionField;
  readonly rule:
    | "no-question"
    | "no-date"
    | "vague"
    | "no-source"
    | "no-criteria"
    | "short-criteria"
    | "clocks"
    | "past";
  readonly advice: string;
}

/** Criteria shorter than this seldom say what counts and what does not. */
export const SHORT_CRITERIA = 80;

/**
 * Words that two careful readers take differently. Whole words; those marked exact only as written, since "May 2030" is a
 * date and "may fall" is not.
 */
const VAGUE: readonly { readonly pattern: RegExp; readonly advice: string }[] = [
  {
    pattern:
      /\b(significant(?:ly)?|substantial(?:ly)?|considerabl[ey]|serious(?:ly)?|major|meaningful(?:ly)?|notabl[ey]|severe(?:ly)?|dramatic(?:ally)?|large-scale|widespread)\b/giu,
    advice: "name a number, a threshold or an act that can be looked up",
  },
  {
    pattern:
      /\b(soon|shortly|eventually|imminent(?:ly)?|near future|foreseeable future|in the coming (?:days|weeks|months|years)|in due course|before long)\b/giu,
    advice: "name a date",
  },
  {
    pattern: /\b(may|might|could|possibly|perhaps|potential(?:ly)?)\b/gu,
    advice: "say what happens, and leave how likely it is to the forecast",
  },
  {
    pattern: /\b(likely|unlikely|probabl[ey]|expected to)\b/giu,
    advice: "say what happens, and leave how likely it is to the forecast",
  },
  {
    pattern: /\b(some|several|many|a few|various|certain kinds of|a number of)\b/giu,
    advice: "say how many, or which",
  },
  {
    pattern:
      /\b(improv(?:e|es|ed|ing)|worsen(?:s|ed|ing)?|deteriorat(?:e|es|ed|ing)|escalat(?:e|es|ed|ing|ion)|strengthen(?:s|ed|ing)?|weaken(?:s|ed|ing)?)\b/giu,
    advice: "say what one would read, count or see",
  },
];

/** A year, an ISO date, a quarter, or a month with a day: enough for a reader to know by when. */
const DATE = /\b(?:19|20|21)\d{2}\b|\bQ[1-4]\b|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b/u;

/** Languages ask with more than one sign: full width, Arabic, Greek. */
const ASKS = /[?？؟;]\s*["”»)\]]*$/u;

/**
 * What may keep a question from being resolved, in the order of its fields.
 *
 * @param now the instant asked about, for clocks in the past
 */
export function questionFlags(draft: QuestionDraft, now: Instant): QuestionFlag[] {
  return [
    ...titleFlags(draft.title.trim()),
    ...criteriaFlags(draft.criteria.trim()),
    ...sourceFlags(draft.source.trim()),
    ...clockFlags(draft, now),
  ];
}

function titleFlags(title: string): QuestionFlag[] {
  if (title === "") return [];
  const flags: QuestionFlag[] = [];
  if (!ASKS.test(title)) {
    flags.push({
      field: "title",
      rule: "no-question",
      advice: "Ask it: “Will … by …?” A question shows at once what yes would mean.",
    });
  }
  if (!DATE.test(title)) {
    flags.push({
      field: "title",
      rule: "no-date",
      advice: "Say by when: put the date into the wording, such as “by 31 December 2030”.",
    });
  }
  return [...flags, ...vagueFlags("title", title)];
}

function criteriaFlags(criteria: string): QuestionFlag[] {
  if (criteria === "") {
    return [{ field: "criteria", rule: "no-criteria", advice: "Say what exactly counts as yes, and what does not." }];
  }
  const flags = vagueFlags("criteria", criteria);
  if (criteria.length < SHORT_CRITERIA) {
    flags.unshift({
      field: "criteria",
      rule: "short-criteria",
      advice: "Say more: who must have done or said what, what does not count, and what decides if sources differ.",
    });
  }
  return flags;
}

function sourceFlags(source: string): QuestionFlag[] {
  if (source !== "") return [];
  return [
    {
      field: "source",
      rule: "no-source",
      advice: "Name where the answer will be read: a publication, a register, a page.",
    },
  ];
}

function clockFlags({ opensAt, closesAt }: QuestionDraft, now: Instant): QuestionFlag[] {
  if (closesAt === null) return [];
  if (opensAt !== null && closesAt <= opensAt) {
    return [
      {
        field: "closesAt",
        rule: "clocks",
        advice: "Set the close after the opening: forecasts count between the two.",
      },
    ];
  }
  if (closesAt <= now) {
    return [
      {
        field: "closesAt",
        rule: "past",
        advice: "The close has passed, so nobody could forecast. Set one that is still to come.",
      },
    ];
  }
  return [];
}

/** One flag a word, each once, in the order of the text. */
function vagueFlags(field: "title" | "criteria", text: string): QuestionFlag[] {
  const found = new Map<string, { at: number; advice: string }>();
  for (const { pattern, advice } of VAGUE) {
    for (const match of text.matchAll(pattern)) {
      const word = match[0].toLowerCase();
      if (!found.has(word)) found.set(word, { at: match.index, advice });
    }
  }
  return [...found]
    .sort(([, a], [, b]) => a.at - b.at)
    .map(([word, { advice }]) => ({
      field,
      rule: "vague",
      advice: `“${word}” can be read in several ways: ${advice}.`,
    }));
}
