import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";

export interface BoardFiltersProps {
  teams: readonly { id: string; name: string }[];
  across: boolean;
  /** Null for all teams. */
  teamId: string | null;
  choice: { score: string; k: number; questions: number; attendance: number };
}

/** What the board counts. A form that the address keeps: it works without script and can be shared. */
export function BoardFilters({ teams, across, teamId, choice }: BoardFiltersProps) {
  return (
    <form className="filters" action="/leaderboard" aria-label="Filters">
      {teams.length > 1 ? (
        <Select label="Team" name="team" defaultValue={teamId ?? "all"} key={teamId}>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {across ? <option value="all">All teams</option> : null}
        </Select>
      ) : null}
      <Select label="Score" name="score" defaultValue={choice.score} key={choice.score}>
        <option value="peer">Peer</option>
        <option value="relative_brier">Relative Brier</option>
        <option value="baseline">Baseline</option>
      </Select>
      <TextField
        label="At least, questions"
        name="questions"
        type="number"
        min={0}
        max={1000}
        defaultValue={choice.questions}
      />
      <TextField
        label="At least, attendance %"
        name="attendance"
        type="number"
        min={0}
        max={100}
        defaultValue={choice.attendance}
      />
      <TextField label="Shrinkage k" name="k" type="number" min={0} max={1000} defaultValue={choice.k} />
      <Button type="submit" small>
        Show
      </Button>
    </form>
  );
}
