import { day } from "#components/ui/format";
import type { QuestionSelection } from "#core/question-selection";
import type { SelectionChoices } from "./question-filters";

/** A selection in words, as the folded filters and the head of a print say it. */
export function selectionWords(
  { team, brief, tag, from, to, type }: QuestionSelection,
  { teams, briefs }: Pick<SelectionChoices, "teams" | "briefs">,
): string {
  return [
    team === "all" ? "all teams" : teams.find(({ id }) => id === team)?.name,
    brief && briefs.find(({ id }) => id === brief)?.title,
    tag && `tag “${tag}”`,
    periodWords(from, to),
    type?.replace("_", " "),
  ]
    .filter(Boolean)
    .join(" · ");
}

function periodWords(from: string | null, to: string | null): string | null {
  if (from && to) return `closed ${words(from)} – ${words(to)}`;
  if (from) return `closed from ${words(from)}`;
  return to ? `closed to ${words(to)}` : null;
}

const words = (date: string) => day(new Date(date), "UTC");
