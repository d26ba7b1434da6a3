"use client";

import { useRouter } from "next/navigation";
import { type DragEvent, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { count, fileSize } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { useHydrated } from "#components/ui/use-hydrated";
import { send } from "./send";
import { WorkBar } from "./work-bar";

/** A world file or a CSV to choose or to drop: it goes up as it is and is looked at there. */
export function UploadFile({ teamId, mostBytes }: { teamId: string; mostBytes: number }) {
  const router = useRouter();
  const ready = useHydrated();
  const fileId = useId();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; size: number; share: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef<(() => void) | null>(null);

  async function take(file: File | undefined) {
    if (!file || sending) return;
    setProblem(null);
    if (file.size === 0) return setProblem("This file is empty.");
    if (file.size > mostBytes)
      return setProblem(
        `This file has ${fileSize(file.size)}; from the browser it may have ${fileSize(mostBytes)}. Import it by command.`,
      );
    setSending({ name: file.name, size: file.size, share: 0 });
    const sent = send(teamId, file, (share) => setSending({ name: file.name, size: file.size, share }));
    stop.current = sent.stop;
    const answer = await sent.answer;
    stop.current = null;
    if ("importId" in answer) return router.push(`/exchange/imports/${answer.importId}`);
    setSending(null);
    if (answer.problem) setProblem(answer.problem);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  return (
    <section
      aria-label="File to import"
      className={over ? "drop-zone over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {sending ? (
        <>
          <WorkBar label={`Uploading ${sending.name}`} share={sending.share} />
          <p className="small muted">
            {sending.share < 1 ? `${fileSize(sending.share * sending.size)} of ${fileSize(sending.size)}` : "Sent."}
          </p>
          <Button onClick={() => stop.current?.()}>Stop the upload</Button>
        </>
      ) : (
        <>
          <div className="row">
            <label className="btn btn-primary file-button" htmlFor={fileId}>
              Choose a file
              <input
                id={fileId}
                className="vh"
                type="file"
                accept=".json,.csv,application/json,text/csv"
                disabled={!ready}
                onChange={(event) => {
                  void take(event.target.files?.[0]);
                  event.target.value = "";
                }}
              />
            </label>
            <span className="small muted">or drop it here.</span>
          </div>
          <p className="small muted">
            A world file (JSON) or a CSV with one row a forecast, up to {count(mostBytes / 1024 / 1024)}&#8239;MB. You
            see what is in it before anything is written.
          </p>
        </>
      )}
      {problem ? <Note kind="bad">{problem}</Note> : null}
      <noscript>
        <p className="note warn">Importing needs JavaScript. Exporting does not.</p>
      </noscript>
    </section>
  );
}
