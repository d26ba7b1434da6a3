"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf } from "#components/trpc-client";
import { counted } from "#components/ui/format";
import { toast } from "#components/ui/toast";

interface RowResult {
  id: string;
  refused: { message: string; field: string | null } | null;
}

/** Which rows are chosen, one press that sends them, and what became of each. */
export function useRows(ids: readonly string[]) {
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, NonNullable<RowResult["refused"]>>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // What somebody else has dealt with meanwhile is no longer here to be chosen.
  const selected = ids.filter((id) => chosen.has(id));

  async function send(call: (selected: readonly string[]) => Promise<RowResult[]>, done: string) {
    setBusy(true);
    setProblem(null);
    try {
      const results = await call(selected);
      const wrong = new Map(results.flatMap(({ id, refused: why }) => (why ? [[id, why] as const] : [])));
      setRefused(wrong);
      setChosen(new Set(wrong.keys()));
      const went = results.length - wrong.size;
      if (went > 0) toast(`${counted(went, "row", "rows")} ${done}.`);
      if (wrong.size > 0)
        setProblem(`${counted(wrong.size, "row was", "rows were")} refused: each says why. The others are ${done}.`);
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return {
    selected,
    refused,
    problem,
    busy,
    send,
    isChosen: (id: string) => chosen.has(id),
    choose: (id: string, on: boolean) =>
      setChosen((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id))),
    chooseAll: (on: boolean) => setChosen(new Set(on ? ids : [])),
  };
}
