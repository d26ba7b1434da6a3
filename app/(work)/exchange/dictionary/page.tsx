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
            <TableWrap label={`Columns of ${table}.csv`}>
              <table className="table dictionary">
                <thead>
                  <tr>
                    <th scope="col">Column</th>
                    <th scope="col">Holds</th>
                    <th scope="col">Meaning</th>
                  </tr>
                </thead>
                <tbody>
                  {columns.map(({ column, holds, meaning }) => (
                    <tr key={column}>
                      <th scope="row">{column}</th>
                      <td>{holds}</td>
                      <td>{meaning}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableWrap>
          </section>
        ))}
        <section aria-labelledby="person">
          <SecHead title="A person’s own file" id="person" />
          <p className="body">
            From <Link href="/account#own-file">your account</Link>: everything that is kept about you, as one JSON
            file. Instants are in UTC, to the microsecond. Where an administrator takes it for somebody,{" "}
            <code>questionsWithheld</code> counts the questions whose forecasts are not shown to them yet.
          </p>
          <TableWrap label="Sections of a person’s file">
            <table className="table dictionary">
              <thead>
                <tr>
                  <th scope="col">Section</th>
                  <th scope="col">Holds</th>
                  <th scope="col">Meaning</th>
                </tr>
              </thead>
              <tbody>
                {PERSON_FILE.map(({ section, holds, meaning }) => (
                  <tr key={section}>
                    <th scope="row">{section}</th>
                    <td>{holds}</td>
                    <td>{meaning}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableWrap>
        </section>
      </div>
    </>
  );
}
