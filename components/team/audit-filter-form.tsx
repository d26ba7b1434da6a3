import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";

interface Named {
  id: string;
  name: string;
}

export interface AuditFilterFormProps {
  actions: readonly string[];
  people: readonly Named[];
  /** None where the log is that of one team. */
  teams: readonly Named[];
  chosen: { action: string; outcome: string; person: string; team: string; subject: string; from: string; to: string };
}

/** Narrows the log by a plain GET form: it works without script, and its address can be kept. */
export function AuditFilterForm({ actions, people, teams, chosen }: AuditFilterFormProps) {
  const topics = [...new Set(actions.map((action) => action.slice(0, action.indexOf(".") + 1)))];
  return (
    <form className="filters mb-6">
      <Select label="Act" name="action" defaultValue={chosen.action}>
        <option value="">Any</option>
        {topics.map((topic) => (
          <optgroup key={topic} label={topic.slice(0, -1)}>
            <option value={topic}>every {topic.slice(0, -1)} act</option>
            {actions
              .filter((action) => action.startsWith(topic))
              .map((action) => (
                <option key={action}>{action}</option>
              ))}
          </optgroup>
        ))}
      </Select>
      <Select label="Outcome" name="outcome" defaultValue={chosen.outcome}>
        <option value="">Any</option>
        <option value="refused">Refused: not let in</option>
      </Select>
      <Select label="By or about" name="person" defaultValue={chosen.person}>
        {options(people)}
      </Select>
      {teams.length > 0 ? (
        <Select label="Team" name="team" defaultValue={chosen.team}>
          {options(teams)}
        </Select>
      ) : null}
      <TextField label="First day (UTC)" name="from" type="date" defaultValue={chosen.from} />
      <TextField label="Last day (UTC)" name="to" type="date" defaultValue={chosen.to} />
      <TextField label="Subject (id)" name="subject" defaultValue={chosen.subject} />
      <Button type="submit">Show</Button>
    </form>
  );
}

function options(choices: readonly Named[]) {
  return [
    <option key="" value="">
      Any
    </option>,
    ...choices.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    )),
  ];
}
