import { Select, TextField } from "#components/ui/field";

/** How the board is drawn up: fields among the filters. */
export function BoardRules({
  choice,
}: {
  choice: { score: string; k: number; questions: number; attendance: number };
}) {
  return (
    <>
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
    </>
  );
}
