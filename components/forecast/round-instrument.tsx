"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { clock, type Instant, percent } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { useReaderZone } from "#components/ui/reader-zone";
import { useHydrated } from "#components/ui/use-hydrated";
import type { Interval } from "#core/round";
import type { WordScale } from "#core/wording";
import { ForecastActs } from "./forecast-acts";
import { RoundFields } from "./round-fields";
import type { ThreeNumbers } from "./three-numbers";

interface RoundInstrumentProps {
  questionId: string;
  round: number;
  scale: WordScale;
  /** A fraction, with what was stated around it. */
  standing: { value: number; interval: Interval | null; since: Instant } | null;
  /** Whether one has answered in this round. */
  answered: boolean;
}

const text = (fraction: number) => String(Math.round(fraction * 10_000) / 100);

/** The input of a round with its three acts on the server. Keeping what stands is an answer, too. */
export function RoundInstrument({ questionId, round, scale, standing, answered }: RoundInstrumentProps) {
  const router = useRouter();
  const zone = useReaderZone();
  const ready = useHydrated();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState("");
  const [failure, setFailure] = useState("");

  async function run(work: () => Promise<unknown>, said: string) {
    setBusy(true);
    setFailure("");
    setDone("");
    try {
      await work();
      setDone(`${said} ${clock(Date.now(), zone)}`);
      router.refresh();
    } catch (error) {
      setFailure(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }
  const save = ({ low, best, high, confidence }: ThreeNumbers, reason: string | undefined) =>
    run(
      () =>
        trpc.forecast.submit.mutate({
          questionId,
          probability: best,
          low,
          high,
          reason,
          ...(confidence === null ? {} : { confidence }),
        }),
      "Saved",
    );

  const interval = standing?.interval ?? null;
  const texts = standing && {
    best: text(standing.value),
    low: interval ? text(interval.low) : "",
    high: interval ? text(interval.high) : "",
    confidence: interval?.confidence == null ? "" : text(interval.confidence),
  };
  return (
    <div data-question={questionId}>
      <RoundFields
        // What is typed stays until what stands has changed: then the fields begin anew from it.
        key={texts ? `${texts.low} ${texts.best} ${texts.high} ${texts.confidence}` : "none"}
        standing={texts}
        scale={scale}
        busy={busy}
        onSave={save}
      />
      <p role="status" className={done ? "saved-ok mt-3" : undefined}>
        {done ? (
          <>
            <Icon name="check" />
            {done}
          </>
        ) : null}
      </p>
      {failure ? (
        <p className="err mt-3" role="alert">
          {failure}
        </p>
      ) : null}
      <ForecastActs
        stands={standing && percent(standing.value)}
        since={standing?.since}
        open
        ready={ready && !busy}
        footnote={
          answered
            ? `You have answered in round ${round}; it can be changed until the end.`
            : standing
              ? `Round ${round} still waits for ${standing.interval ? "your answer: reaffirming is one." : "your three numbers."}`
              : null
        }
        onReaffirm={() => void run(() => trpc.forecast.reaffirm.mutate({ questionId }), "Reaffirmed")}
        onWithdraw={() => void run(() => trpc.forecast.withdraw.mutate({ questionId }), "Withdrawn")}
      />
    </div>
  );
}
