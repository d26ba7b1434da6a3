import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";
import type { QuestionType } from "#core/question";
import type { QuestionSelection } from "#core/question-selection";
import { selectionWords } from "./selection-words";

export interface SelectionChoices {
  teams: readonly { id: string; name: string }[];
  /** Whether all teams together may be asked about. */
  across: boolean;
  briefs: readonly { id: string; title: string; questions: number }[];
  tags: readonly { name: string; questions: number }[];
  types: readonly { type: QuestionType; questions: number }[];
}

interface QuestionFiltersProps {
  /** The page that the answer goes to. */
  action: string;
  choices: SelectionChoices;
  /** What holds. */
  selection: QuestionSelection;
  /** Parameters that go along unseen. */
  kept?: Readonly<Record<string, string>>;
  /** What this page asks besides. */
  children?: ReactNode;
}

export const TYPE_NAME: Readonly<Record<QuestionType, string>> = {
  binary: "Yes or no",
  multiple_choice: "Multiple choice",
  numeric: "Number",
  date: "Date",
};

/**
 * Which questions a page counts. A form that the address keeps: it works without script and can be shared. On phones it
 * folds into one row that says what holds.
 */
export function QuestionFilters({ action, choices, selection, kept = {}, children }: QuestionFiltersProps) {
  const { teams, across, briefs, tags, types } = choices;
  const { team, brief, tag, from, to, type } = selection;
  return (
    <details className="filter-fold">
      <summary>
        <span className="muted">Counted:</span> {selectionWords(selection, choices)}
      </summary>
      <form className="filters" action={action} aria-label="Filters" key={JSON.stringify(selection)}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {teams.length > 1 ? (
          <Select label="Team" name="team" defaultValue={team ?? ""}>
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {across ? <option value="all">All teams</option> : null}
          </Select>
        ) : null}
        <Select label="Brief" name="brief" defaultValue={brief ?? ""} className="filter-long">
          <option value="">All briefs</option>
          {briefs.map(({ id, title, questions }) => (
            <option key={id} value={id}>
              {title} ({questions})
            </option>
          ))}
        </Select>
        {tags.length > 0 ? (
          <Select label="Tag" name="tag" defaultValue={tag ?? ""}>
            <option value="">All tags</option>
            {tags.map(({ name, questions }) => (
              <option key={name} value={name}>
                {name} ({questions})
              </option>
            ))}
          </Select>
        ) : null}
        <TextField label="Closed from" name="from" type="date" defaultValue={from ?? ""} />
        <TextField label="Closed to" name="to" type="date" defaultValue={to ?? ""} />
        {types.length > 1 ? (
          <Select label="Type" name="type" defaultValue={type ?? ""}>
            <option value="">All types</option>
            {types.map((option) => (
              <option key={option.type} value={option.type}>
                {TYPE_NAME[option.type]} ({option.questions})
              </option>
            ))}
          </Select>
        ) : null}
        {children}
        <Button type="submit" small>
          Show
        </Button>
      </form>
    </details>
  );
}

/** What “closed” means wherever a period selects. */
export function PeriodNote() {
  return (
    <p className="hint">
      A question closed on the day (UTC) on which its answer became known or its scheduled close came, whichever was
      first: the day up to which forecasts counted, not the day on which somebody entered the verdict.
    </p>
  );
}
