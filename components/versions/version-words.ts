import { dayAndClock } from "#components/ui/format";
import type { RationalePoint } from "#core/rationale-point";

/** A version as it is listed, without where it lies. */
interface NamedVersion {
  number: number;
  kind:
    | "NAMED"
    | "FIRST_OF_DAY"
    | "ROUND_END"
    | "RESOLUTION"
    | "BEFORE_RESTORE"
    | "RESTORE"
    | "BEFORE_SCHEMA_CHANGE"
    | "REDACTION";
  title: string | null;
  question: { title: string } | null;
  restored: number | null;
}

/** What a version is called. */
export function versionWords({ kind, title, question, restored }: NamedVersion): string {
  switch (kind) {
    case "NAMED":
      return title ?? "A named version (its name was removed)";
    case "FIRST_OF_DAY":
      return "Before the first edit of a day";
    case "ROUND_END":
      return `End of a round: ${question?.title ?? "a question"}`;
    case "RESOLUTION":
      return `Verdict on: ${question?.title ?? "a question"}`;
    case "BEFORE_RESTORE":
      return "Before a restoration";
    case "RESTORE":
      return restored === null ? "Restored an earlier text" : `Restored version ${restored}`;
    case "BEFORE_SCHEMA_CHANGE":
      return "Before an update of the editor";
    case "REDACTION":
      return "What the removal of history left";
  }
}

/** A point in the history as a heading or a sentence names it: “version 3, First draft”, “the text now”. */
export function pointWords(point: RationalePoint, version: NamedVersion | null, zone: string): string {
  switch (point.kind) {
    case "now":
      return "the text now";
    case "version":
      return `version ${point.number}${version ? `, ${versionWords(version)}` : ""}`;
    case "update":
      return point.seq === 0 ? "before anything was written" : `edit ${point.seq}`;
    case "instant":
      return `the text as of ${dayAndClock(point.at, zone)}`;
  }
}
