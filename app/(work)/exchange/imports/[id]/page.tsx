import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { FaultTable } from "#components/exchange/fault-table";
import { StartImport, StopImport, UndoImport } from "#components/exchange/import-acts";
import { Preview } from "#components/exchange/preview";
import { WatchImport } from "#components/exchange/watch-import";
import { countsInWords, isBusy, STATE_WORDS } from "#components/exchange/words";
import { counted, list } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { PageHead } from "#components/ui/page-head";
import { Time } from "#components/ui/time";
import { type ImportPage, importPage } from "#server/exchange/import-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { first } from "../../../../search-params";

export const metadata: Metadata = { title: "An import" };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OneImportPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const page = z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .catch(1)
    .parse(first((await searchParams).faults));
  const shown = await orNotFound(importPage(actor, id, page));
  const { state, faults, outside } = shown;
  const listed = state === "CHECKED" || state === "FAILED" ? shown.faultRows : [];
  return (
    <>
      <PageHead
        title={shown.fileName.replaceAll("\n", ", ")}
        lead={
          <>
            <Link href="/exchange">Import and export</Link> · into {shown.team}, by {shown.by ?? "a command"},{" "}
            <Time at={shown.createdAt} show="minute" /> · {STATE_WORDS[state]}
          </>
        }
      />
      <div className="stack-6 import-page">
        <Standing shown={shown} />
        {isBusy(state) ? <WatchImport key={state} given={shown} /> : null}
        {isBusy(state) && state !== "UNDOING" ? <StopImport importId={id} /> : null}
        {state === "CHECKED" ? <StartImport importId={id} faults={faults} outside={outside} /> : null}
        {listed.length > 0 ? <FaultTable importId={id} rows={listed} page={shown.page} pages={shown.pages} /> : null}
        {shown.preview && state !== "UNDONE" ? <Preview preview={shown.preview} /> : null}
        {state === "IMPORTED" ? (
          <UndoImport importId={id} what={list(countsInWords(shown.report?.counts ?? {}))} />
        ) : null}
      </div>
    </>
  );
}

/** Where the import stands, in a sentence. */
function Standing({ shown }: { shown: ImportPage }) {
  const { state, faults, outside, failure, report, undoneAt, undoneBy } = shown;
  const what = list(countsInWords(report?.counts ?? {}));
  return (
    <>
      {failure ? <Note kind="bad">{failure}</Note> : null}
      {state === "CHECKED" && faults > 0 ? (
        <Note kind="bad">
          {counted(faults, "fault", "faults")}: this file cannot be imported as it is, and nothing was written.
        </Note>
      ) : null}
      {state === "CHECKED" && faults === 0 ? (
        <Note kind={outside > 0 ? "warn" : "good"}>
          {outside > 0
            ? "One thing to decide, then it can be imported. Nothing has been written yet."
            : "Nothing is wrong with this file. Nothing has been written yet."}
        </Note>
      ) : null}
      {state === "IMPORTED" ? (
        <Note kind="good">
          Imported: {what}. Scores were written for {counted(report?.scored ?? 0, "person", "people")}, question by
          question
          {outside > 0
            ? `; ${counted(outside, "probability was", "probabilities were")} kept at the nearest bound`
            : ""}
          . <Link href="/leaderboard">See the leaderboard</Link>.
        </Note>
      ) : null}
      {state === "UNDONE" ? (
        <Note>
          Taken back{undoneAt ? " " : ""}
          {undoneAt ? <Time at={undoneAt} show="minute" /> : null}
          {undoneBy ? ` by ${undoneBy}` : ""}: {what}. The ledger keeps its entries as withdrawn.
        </Note>
      ) : null}
      {state === "CANCELLED" ? <Note>Discarded: nothing of it was written.</Note> : null}
    </>
  );
}
