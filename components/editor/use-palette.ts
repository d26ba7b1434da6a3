"use client";

import { useCallback, useRef, useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import type { Palette } from "#core/rationale-references";

export type PaletteState = { kind: "none" } | { kind: "here"; palette: Palette } | { kind: "failed"; why: string };

/** How long a palette is good for, in milliseconds: people and questions come rarely. */
const FRESH = 60_000;

/** What may be inserted, asked for when it is first needed and again when it is old; the old one stays until then. */
export function usePalette(scenarioId: string): { palette: PaletteState; load: () => void } {
  const [palette, setPalette] = useState<PaletteState>({ kind: "none" });
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const load = useCallback(() => {
    if (performance.now() - askedAt.current < FRESH) return;
    askedAt.current = performance.now();
    trpc.rationale.palette.query({ scenarioId }).then(
      (found) => setPalette({ kind: "here", palette: found }),
      (error: unknown) => {
        askedAt.current = Number.NEGATIVE_INFINITY;
        setPalette((before) => (before.kind === "here" ? before : { kind: "failed", why: problemOf(error).message }));
      },
    );
  }, [scenarioId]);
  return { palette, load };
}
