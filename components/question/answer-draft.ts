import { typedNumber } from "#components/question/typed-number";
import { type QuestionSpec, questionSpecSchema, type Range } from "#core/question";

/** What kind of answer a question takes, as it is typed. */
export interface AnswerFields {
  type: QuestionSpec["type"];
  /** The last stands for all others. Each has an id of its own, so that it keeps its field while it moves. */
  options: readonly { id: number; text: string }[];
  min: string;
  max: string;
  openLower: boolean;
  openUpper: boolean;
  logarithmic: boolean;
  zeroPoint: string;
  unit: string;
}

const EMPTY: AnswerFields = {
  type: "binary",
  options: ["", "", "Other"].map((text, id) => ({ id, text })),
  min: "",
  max: "",
  openLower: false,
  openUpper: false,
  logarithmic: false,
  zeroPoint: "",
  unit: "",
};

export function answerFieldsOf(spec: QuestionSpec | undefined): AnswerFields {
  switch (spec?.type) {
    case undefined:
    case "binary":
      return EMPTY;
    case "multiple_choice":
      return { ...EMPTY, type: spec.type, options: spec.options.map((text, id) => ({ id, text })) };
    case "numeric":
    case "date": {
      const { min, max, openLower, openUpper, zeroPoint, unit = "" } = spec.range;
      const text = (value: number) =>
        spec.type === "date" ? new Date(value).toISOString().slice(0, 10) : String(value);
      const logarithmic = zeroPoint !== null;
      const zero = zeroPoint === null ? "" : text(zeroPoint);
      const range = { min: text(min), max: text(max), openLower, openUpper, logarithmic, zeroPoint: zero, unit };
      return { ...EMPTY, type: spec.type, ...range };
    }
  }
}

export type AnswerErrors = Partial<Record<"options" | "min" | "max" | "zeroPoint" | "unit", string>>;

/** What the fields say, ready to be sent; or, by field, what keeps it from being sent. */
export function specOf(fields: AnswerFields): { spec: QuestionSpec } | { missing: AnswerErrors } {
  switch (fields.type) {
    case "binary":
      return { spec: { type: "binary" } };
    case "multiple_choice":
      return checked({ type: fields.type, options: fields.options.map(({ text }) => text.trim()) });
    case "numeric":
    case "date": {
      const { type } = fields;
      const missing: AnswerErrors = {};
      const read = (name: "min" | "max" | "zeroPoint") => {
        const value = typedNumber(fields[name], type);
        if (value === null) missing[name] = fields.type === "date" ? "Give a date." : "Give a number.";
        return value ?? 0;
      };
      const range: Range = {
        min: read("min"),
        max: read("max"),
        openLower: fields.openLower,
        openUpper: fields.openUpper,
        zeroPoint: fields.logarithmic ? read("zeroPoint") : null,
        ...(fields.type === "numeric" && fields.unit.trim() ? { unit: fields.unit.trim() } : {}),
      };
      return Object.keys(missing).length > 0 ? { missing } : checked({ type: fields.type, range });
    }
  }
}

function checked(spec: unknown): { spec: QuestionSpec } | { missing: AnswerErrors } {
  const parsed = questionSpecSchema.safeParse(spec);
  if (parsed.success) return { spec: parsed.data };
  const missing: AnswerErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const [part, within] = path;
    if (part === "options")
      missing.options ??= typeof within === "number" ? `Option ${within + 1}: ${message}` : message;
    else if (/zero point/.test(message)) missing.zeroPoint ??= message;
    else if (within === "unit") missing.unit ??= message;
    else missing.max ??= message;
  }
  return { missing };
}
