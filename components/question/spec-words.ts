import { list } from "#components/ui/format";
import { scaleValue } from "#core/answer-words";
import type { QuestionSpec } from "#core/question";

/** What kind of answer a question takes, in a sentence; null for yes or no, which needs none. */
export function specWords(spec: QuestionSpec): string | null {
  switch (spec.type) {
    case "binary":
      return null;
    case "multiple_choice":
      return `One of ${list(spec.options)}. The last stands for all others.`;
    case "numeric":
    case "date": {
      const { type, range } = spec;
      const { min, max, openLower, openUpper, zeroPoint } = range;
      const ends = [
        openLower ? (type === "date" ? "earlier" : "less") : "",
        openUpper ? (type === "date" ? "later" : "more") : "",
      ];
      const open = ends.filter((end) => end !== "");
      const what = type === "date" ? "A date" : "A number";
      const beyond = open.length > 0 ? `; ${open.join(" or ")} is possible` : "; nothing beyond is possible";
      const scale = zeroPoint === null ? "" : ", on a logarithmic scale";
      return `${what} from ${scaleValue(min, type, range)} to ${scaleValue(max, type, range)}${scale}${beyond}.`;
    }
  }
}
