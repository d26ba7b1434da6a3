import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import { DATA_DICTIONARY, PERSON_FILE } from "#core/data-dictionary";
import { requireActor } from "#server/identity/session";

export const metadata: Metadata = { title: "Data dictionary" };

export default async function DictionaryPage() {
  await requireActor();
  return (
    <>
      <PageHead
        title="Data dictionary"
        lead="What each column of an export says, in which unit, and how the files join. Texts are UTF-8; an instant is written 2024-02-01T09:00:00Z, a decimal with a point."
      >
        <a className="btn" href="/exchange/dictionary/file" download>
          Download as CSV
        </a>
        <Link className="small" href="/exchange">
          Import and export
        </Link>
      </PageHead>
      <div className="stack-6">
        {DATA_DICTIONARY.map(({ table, row, joins, columns }) => (
          <section key={table} aria-labelledby={table}>
            <SecHead title={`${table}.csv`} id={table} />
            <p className="body">
              <strong>A row:</strong> {row}
            </p>
            <p className="small muted">Joins: {joins}</p>
            <Meanings
              label={`Columns of ${table}.csv`}
              of="Column"
              rows={columns.map(({ column: name, ...rest }) => ({ name, ...rest }))}
            />
          </section>
        ))}
        <section aria-labelledby="person">
          <SecHead title="A person’s own file" id="person" />
          <p className="body">
            From <Link href="/account#own-file">your account</Link>: everything that is kept about you, as one JSON
            file. Instants are in UTC, to the microsecond. Where an administrator takes it for somebody,{" "}
            <code>questionsWithheld</code> counts the questions whose forecasts are not shown to them yet.
          </p>
          <Meanings
            label="Sections of a person’s file"
            of="Section"
            rows={PERSON_FILE.map(({ section: name, ...rest }) => ({ name, ...rest }))}
          />
        </section>
      </div>
    </>
  );
}

interface MeaningsProps {
  label: string;
  /** What the names are of. */
  of: string;
  rows: readonly { name: string; holds: string; meaning: string }[];
}

function Meanings({ label, of, rows }: MeaningsProps) {
  return (
    <TableWrap label={label}>
      <table className="table dictionary">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">Holds</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, holds, meaning }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{holds}</td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
