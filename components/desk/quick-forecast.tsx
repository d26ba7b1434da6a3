"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { parsePercent } from "#components/forecast/parse-percent";
import { problemOf, trpc } from "#components/trpc-client";
import { Button } from "#components/ui/button";
import { percent } from "#components/ui/format";
import { toast } from "#components/ui/toast";
import { useHydrated } from "#components/ui/use-hydrated";

interface QuickForecastProps {
  questionId: string;
  title: string;
}

/** A number and a press: the first forecast without leaving the desk. Empty is empty. */
export function QuickForecast({ questionId, title }: QuickForecastProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const wrongId = useId();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    const parsed = parsePercent(text);
    if (parsed.kind !== "percent") {
      setProblem(WRONG[parsed.kind] ?? ("message" in parsed ? parsed.message : null));
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await trpc.forecast.submit.mutate({ questionId, probability: parsed.percent / 100 });
      toast(`Saved ${percent(parsed.percent / 100)}.`);
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="act" onSubmit={save}>
      <div className="quick">
        <input
          className="input"
          inputMode="decimal"
          autoComplete="off"
          aria-label={`Probability, percent: ${title}`}
          aria-describedby={problem ? wrongId : undefined}
          aria-invalid={problem ? true : undefined}
          data-shortcut="f"
          data-shortcut-label="Forecast"
          value={text}
          disabled={!hydrated}
          onChange={(event) => setText(event.target.value)}
        />
        <span aria-hidden="true">%</span>
      </div>
      <Button type="submit" busy={busy} disabled={!hydrated} aria-label={`Save forecast: ${title}`}>
        Save
      </Button>
      {problem ? (
        <p className="err w-full text-right" id={wrongId} role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  );
}

const WRONG: Record<string, string> = {
  empty: "Type a number from 0.1 to 99.9.",
  ambiguous: "Is that a fraction or a percentage? Add a % sign.",
};
