import { Button } from "#components/ui/button";
import { Select } from "#components/ui/field";
import { versionWords } from "./version-words";

type Words = Parameters<typeof versionWords>[0];

interface CompareFormProps {
  action: string;
  /** Newest first. */
  versions: readonly (Words & { removed: object | null })[];
  /** What is chosen, as addresses name it. */
  from?: string;
  to?: string;
}

/** Chooses two texts to lay over each other: a plain form. */
export function CompareForm({ action, versions, from, to = "now" }: CompareFormProps) {
  const there = versions.filter(({ removed }) => removed === null);
  const first = from ?? `v${there[0]?.number ?? 1}`;
  const listed = there.map((version) => ({
    value: `v${version.number}`,
    label: `v${version.number} ${versionWords(version)}`,
  }));
  const choices = [{ value: "now", label: "The text now" }, ...listed];
  // What the address names may be an instant or a version of another page.
  const withChosen = (chosen: string) =>
    choices.some(({ value }) => value === chosen) ? choices : [{ value: chosen, label: chosen }, ...choices];
  const options = (chosen: string) =>
    withChosen(chosen).map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ));
  return (
    <form action={action} method="get" className="compare-form print:hidden">
      <Select name="from" label="Compare" defaultValue={first} key={`from ${first}`}>
        {options(first)}
      </Select>
      <Select name="to" label="with" defaultValue={to} key={`to ${to}`}>
        {options(to)}
      </Select>
      <Button type="submit" small>
        Compare
      </Button>
    </form>
  );
}
