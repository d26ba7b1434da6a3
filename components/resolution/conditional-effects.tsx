import Link from "next/link";
import { counted, list } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";

interface Effect {
  questionId: string;
  title: string;
  becomes: "YES" | "NO" | "VOID" | "AMBIGUOUS" | null;
  people: number;
}

/** What confirming makes of the conditional questions that depend on the verdict. */
export function ConditionalEffects({ effects }: { effects: readonly Effect[] }) {
  if (effects.length === 0) return null;
  return (
    <section className="mt-8" aria-label="Conditional questions that follow">
      <SecHead title="Conditional questions that follow" />
      <p className="body mt-3">{effectsInWords(effects)}</p>
      <ul className="small mt-2">
        {effects.map(({ questionId, title, becomes, people }) => (
          <li key={questionId}>
            <Link href={`/questions/${questionId}`}>{title}</Link>{" "}
            <span className="muted">
              {BECOMES[becomes ?? "open"]}
              {people > 0 ? `, scoring at most ${counted(people, "person", "people")}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const BECOMES = {
  YES: "is answered yes",
  NO: "is answered no",
  VOID: "becomes void",
  AMBIGUOUS: "becomes ambiguous",
  open: "opens again",
} as const;

/** "The same press answers 1, which scores at most 4 people, and voids 2." */
export function effectsInWords(effects: readonly Effect[]): string {
  const answered = effects.filter(({ becomes }) => becomes === "YES" || becomes === "NO");
  const counts = (becomes: Effect["becomes"]) => effects.filter((effect) => effect.becomes === becomes).length;
  const [voided, ambiguous, reopened] = [counts("VOID"), counts("AMBIGUOUS"), counts(null)];
  const most = answered.reduce((total, { people }) => total + people, 0);
  const scores = most > 0 ? ` (${counted(most, "score", "scores")} at most)` : " (nobody is scored)";
  return `The same press ${list([
    ...(answered.length > 0 ? [`answers ${answered.length}${scores}`] : []),
    ...(voided > 0 ? [`voids ${voided}`] : []),
    ...(ambiguous > 0 ? [`makes ${ambiguous} ambiguous`] : []),
    ...(reopened > 0 ? [`opens ${reopened} again, taking their scores back`] : []),
  ])}.`;
}
