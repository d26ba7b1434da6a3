import { Button } from "#components/ui/button";
import { Select } from "#components/ui/field";

interface Named {
  id: string;
  name: string;
}

interface AuditFilterFormProps {
  actions: readonly string[];
  people: readonly Named[];
  teams: readonly Named[];
  chosen: { action: string; person: string; team: string };
}

/** Narrows the log by a plain GET form: it works without script, and its address can be kept. */
export function AuditFilterForm({ actions, people, teams, chosen }: AuditFilterFormProps) {
  return (
    <form className="row items-end mb-6">
      <Select label="Act" name="action" defaultValue={chosen.action}>
        <option value="">Any</option>
        {actions.map((action) => (
          <option key={action}>{action}</option>
        ))}
      </Select>
      <Select label="Person" name="person" defaultValue={chosen.person}>
        {options(people)}
      </Select>
      <Select label="Team" name="team" defaultValue={chosen.team}>
        {options(teams)}
      </Select>
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
