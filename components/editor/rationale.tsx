"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Note } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import type { ReadReferences } from "#core/rationale-references";
import type { SaveState } from "./rationale-provider";
import { SaveLine } from "./save-state";

const RationaleEditor = dynamic(() => import("./rationale-editor"), { ssr: false });

interface RationaleProps {
  scenarioId: string;
  /** The reader's own id: the list of who is here is of the others. */
  viewer: string;
  mayEdit: boolean;
  /** When the text last changed, in milliseconds since the epoch. */
  savedAt: number | null;
  /** In a round whose forecasts are still hidden, the text must not carry numbers either. */
  blind: boolean;
  /** What the text's references say to the reader. */
  references: ReadReferences;
  /** The text as the server rendered it. */
  children: ReactNode;
}

/** The scenario's rationale: text first, an editor as soon as there is a script and a connection. */
export function Rationale({ scenarioId, viewer, mayEdit, savedAt, blind, references, children }: RationaleProps) {
  const [state, setState] = useState<SaveState | null>(null);
  const [kept, setKept] = useState(false);
  const [live, setLive] = useState(false);
  return (
    <section aria-labelledby="rationale">
      <SecHead title="Rationale" id="rationale">
        {state ? <SaveLine state={state} stored={savedAt} kept={kept} /> : null}
        <Link className="small" href={`/scenarios/${scenarioId}/rationale`}>
          Read and export
        </Link>
      </SecHead>
      {blind && mayEdit ? (
        <Note>No numbers here, please: the round is still blind, and what is written in the rationale is not.</Note>
      ) : null}
      <RationaleEditor
        scenarioId={scenarioId}
        viewer={viewer}
        mayEdit={mayEdit}
        references={references}
        onSaveState={setState}
        onKept={setKept}
        onLive={setLive}
      />
      {live ? null : (
        <>
          <div className="doc-bar" aria-hidden="true" />
          <div className="doc reading">
            {savedAt === null ? <p className="muted">Nothing has been written yet.</p> : children}
          </div>
        </>
      )}
    </section>
  );
}
