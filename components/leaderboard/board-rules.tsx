import { Select, TextField } from "#components/ui/field";
import { type BoardScore, SCORE_NAME } from "./board-line";

const SCORES: readonly BoardScore[] = ["peer", "relative_brier", "baseline", "spot_peer", "spot_baseline"];

/** How the board is drawn up: fields among the filters. */
export function BoardRules({
  choice,
}: {
  choice: { score: BoardScore; k: number; questions: number; attendance: number };
}) {
  return (
    <>
      <Select label="Score" name="score" defaultValue={choice.score} key={choice.score}>
        {SCORES.map((score) => (
          <option key={score} value={score}>
            {SCORE_NAME[score]}
          </option>
        ))}
      </Select>
      <TextField
        label="At least, questions"
        name="questions"
        type="number"
        className="filter-number"
        min={0}
        max={1000}
        defaultValue={choice.questions}
      />
      <TextField
        label="Attendance, %"
        name="attendance"
        type="number"
        className="filter-number"
        min={0}
        max={100}
        defaultValue={choice.attendance}
      />
      <TextField
        label="Shrinkage k"
        name="k"
        type="number"
        step="any"
        className="filter-number"
        min={0}
        max={1000}
        defaultValue={choice.k}
      />
    </>
  );
}
