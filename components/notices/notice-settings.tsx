"use client";

import { useOptimistic, useTransition } from "react";
import { trpc } from "#components/trpc-client";
import { SecHead } from "#components/ui/sec-head";
import { toast } from "#components/ui/toast";
import { useAct } from "#components/ui/use-act";
import { useHydrated } from "#components/ui/use-hydrated";
import { NOTICE_KINDS, type NoticeKind } from "#core/notice";
import { KIND_WORDS, type Mutable } from "./notice";
import { UnmuteButton } from "./notice-acts";

interface NoticeSettingsProps {
  /** Kinds that are switched off. */
  off: readonly NoticeKind[];
  muted: readonly (Mutable & { id: string })[];
}

/** What one is told of, kind by kind, and what one has muted. A press holds at once. */
export function NoticeSettings({ off, muted }: NoticeSettingsProps) {
  return (
    <>
      <section id="told" aria-labelledby="told-title">
        <SecHead title="What I am told of" id="told-title" />
        <ul className="stack">
          {NOTICE_KINDS.map((kind) => (
            <li key={kind}>
              <KindSwitch kind={kind} on={!off.includes(kind)} />
            </li>
          ))}
        </ul>
        <p className="hint mt-3">Holds from now on: what is in the list stays. Notices are kept for 90 days.</p>
      </section>
      <section aria-labelledby="muted-title">
        <SecHead title="Muted" id="muted-title" />
        {muted.length === 0 ? (
          <p className="small muted">Nothing is muted. Each notice can mute its question, scenario or team.</p>
        ) : (
          <ul className="stack">
            {muted.map((one) => (
              <li key={one.id} className="row between items-start">
                <span className="small">
                  {one.title} <span className="muted">({one.what})</span>
                </span>
                <UnmuteButton muted={one} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function KindSwitch({ kind, on }: { kind: NoticeKind; on: boolean }) {
  const { act, problem } = useAct();
  const hydrated = useHydrated();
  const [pressed, press] = useOptimistic(on);
  const [, begin] = useTransition();
  const { label, hint } = KIND_WORDS[kind];
  return (
    <label className="notice-kind-switch">
      <input
        type="checkbox"
        checked={pressed}
        disabled={!hydrated}
        onChange={(event) => {
          const wanted = event.target.checked;
          begin(async () => {
            press(wanted);
            if (await act(() => trpc.notice.setKind.mutate({ kind, on: wanted })))
              toast(`${label}: ${wanted ? "on" : "off"}.`);
          });
        }}
      />
      <span>
        <span className="font-medium">{label}</span>
        <span className="small muted block">{hint}</span>
        {problem ? (
          <span className="err block" role="alert">
            {problem}
          </span>
        ) : null}
      </span>
    </label>
  );
}
