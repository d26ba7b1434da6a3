"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Note } from "#components/ui/note";
import { SecHead } from "#components/ui/sec-head";
import { NameVersion } from "#components/versions/name-version";
import type { ReadReferences } from "#core/rationale-references";
import { dropLeftWords, leftWords } from "./left-words";
import { LeftWordsNote } from "./left-words-note";
import type { SaveState } from "./rationale-provider";
import { SaveLine } from "./save-state";

const RationaleEditor = dynamic(() => import("./rationale-editor"), { ssr: false });

interface RationaleProps {
  scenarioId: string;
  /** The reader's own id: the list of who is here is of the others. */
  viewer: string;
  /** How often the history of the text has been removed. */
  generation: number;
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
export function Rationale(props: RationaleProps) {
  const { scenarioId, viewer, generation, mayEdit, savedAt, blind, references, children } = props;
  const [state, setState] = useState<SaveState | null>(null);
  const [kept, setKept] = useState(false);
  const [live, setLive] = useState(false);
  const { removed, left, dismiss, onSaveState } = useRemoval(props, setState);
  const written = savedAt !== null || (state?.kind === "saved" && state.at !== null);
  return (
    <section aria-labelledby="rationale">
      <SecHead title="Rationale" id="rationale">
        {state ? <SaveLine state={state} stored={savedAt} kept={kept} /> : null}
        <Link className="small" href={`/scenarios/${scenarioId}/rationale`}>
          Read and export
        </Link>
        <Link className="small" href={`/scenarios/${scenarioId}/rationale/versions`}>
          Versions
        </Link>
        {mayEdit && written ? <NameVersion scenarioId={scenarioId} /> : null}
      </SecHead>
      {removed ? (
        <Note kind="warn">
          An admin removed the history of this rationale while you had it open. The text stands as it was; what led to
          it is gone.
        </Note>
      ) : null}
      {left === null ? null : <LeftWordsNote words={left} onDismiss={dismiss} />}
      {blind && mayEdit ? (
        <Note>No numbers here, please: the round is still blind, and what is written in the rationale is not.</Note>
      ) : null}
      <RationaleEditor
        scenarioId={scenarioId}
        viewer={viewer}
        generation={generation}
        mayEdit={mayEdit}
        references={references}
        onSaveState={onSaveState}
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

/** What becomes of an open editor whose text lost its history: the page is asked for anew, and begins again from it. */
function useRemoval({ scenarioId, viewer, generation }: RationaleProps, setState: (state: SaveState) => void) {
  const router = useRouter();
  // The page may hear of it before the editor does, and bring the new text with it.
  const [opened] = useState(generation);
  const [told, setTold] = useState(false);
  const [left, setLeft] = useState<string | null>(null);
  useEffect(() => setLeft(leftWords(viewer, scenarioId)), [viewer, scenarioId]);
  const onSaveState = useCallback(
    (state: SaveState) => {
      setState(state);
      if (state.kind === "connecting") setLeft(leftWords(viewer, scenarioId)); // a copy of before may have been found
      if (state.kind !== "refused" || state.because !== "history-removed") return;
      setTold(true);
      setLeft(leftWords(viewer, scenarioId));
      router.refresh();
    },
    [viewer, scenarioId, setState, router],
  );
  const dismiss = () => {
    dropLeftWords(viewer, scenarioId);
    setLeft(null);
  };
  return { removed: told || generation > opened, left, dismiss, onSaveState };
}
