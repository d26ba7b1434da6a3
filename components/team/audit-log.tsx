import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { AuditFilterForm, type AuditFilterFormProps } from "./audit-filter-form";
import { AuditTable } from "./audit-table";
import { Pager } from "./pager";

type Log = Pick<Parameters<typeof AuditTable>[0], "rows"> & { total: number; pages: number; heldBackOn: number };

interface AuditLogProps {
  /** Address of the page; its files are below it. */
  path: string;
  log: Log;
  choices: Omit<AuditFilterFormProps, "chosen">;
  chosen: AuditFilterFormProps["chosen"];
  page: number;
}

/** The log with its filter and the files that can be taken of what the filter leaves. */
export function AuditLog({ path, log: { rows, total, pages, heldBackOn }, choices, chosen, page }: AuditLogProps) {
  const asked = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== ""));
  const file = (format: string) => `${path}/file?${new URLSearchParams({ ...asked, format })}`;
  return (
    <>
      <AuditFilterForm {...choices} chosen={chosen} />
      <p className="row between small mb-2">
        <span className="muted">{counted(total, "entry", "entries")}</span>
        <span>
          Take them along:{" "}
          <a href={file("csv")} download>
            CSV
          </a>
          ,{" "}
          <a href={file("json")} download>
            JSON
          </a>
        </span>
      </p>
      {heldBackOn > 0 ? (
        <div className="mb-4">
          <Note kind="info">
            Held back: who forecast, commented or dissented on {counted(heldBackOn, "question", "questions")}, and when.
            It stands here, and in the files, once each of them shows its numbers.
          </Note>
        </div>
      ) : null}
      {rows.length === 0 ? <EmptyState title="No entry fits">Choose less in the filter.</EmptyState> : null}
      {rows.length > 0 ? (
        <AuditTable rows={rows} subjectHref={(subject) => `${path}?${new URLSearchParams({ subject })}`} />
      ) : null}
      <Pager
        page={page}
        pages={pages}
        href={(to) => `${path}?${new URLSearchParams({ ...asked, page: String(to) })}`}
      />
    </>
  );
}
