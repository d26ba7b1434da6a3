import Link from "next/link";
import { Button } from "#components/ui/button";
import { Select, TextField } from "#components/ui/field";
import { ORG_ROLE_WORDS, ORG_ROLES } from "./role-words";

interface UserFiltersProps {
  teams: readonly { id: string; name: string }[];
  chosen: { search: string; role: string; state: string; team: string };
  narrowed: boolean;
}

/** Narrows the people by a plain GET form: it works without script, and its address can be kept. */
export function UserFilters({ teams, chosen, narrowed }: UserFiltersProps) {
  return (
    <form className="row items-end mb-6">
      <TextField label="Name or e-mail" name="search" type="search" defaultValue={chosen.search} />
      <Select label="Role" name="role" defaultValue={chosen.role}>
        <option value="">Any</option>
        {ORG_ROLES.map((role) => (
          <option key={role} value={role}>
            {ORG_ROLE_WORDS[role]}
          </option>
        ))}
      </Select>
      <Select label="Team" name="team" defaultValue={chosen.team}>
        <option value="">Any</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select label="Account" name="state" defaultValue={chosen.state}>
        <option value="">Any</option>
        <option value="enabled">can sign in</option>
        <option value="disabled">disabled</option>
        <option value="asking">asks to be erased</option>
      </Select>
      <Button type="submit">Search</Button>
      {narrowed ? (
        <Link className="small" href="/admin">
          Show everybody
        </Link>
      ) : null}
    </form>
  );
}
