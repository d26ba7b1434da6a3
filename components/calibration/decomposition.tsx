import type { ReactNode } from "react";
import { brier } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";

export interface DecompositionProps {
  murphy: { brier: number; reliability: number; resolution: number; uncertainty: number };
  forecasts: number;
}

/** Where the mean Brier score comes from: what the questions ask, what was earned, what was lost. */
export function Decomposition({ murphy, forecasts }: DecompositionProps) {
  const { uncertainty, resolution, reliability, brier: total } = murphy;
  const scale = Math.max(uncertainty, total, uncertainty - resolution + reliability) || 1;
  const left = uncertainty - resolution;
  return (
    <section>
      <SecHead title="Where the score comes from">
        <span className="small muted">Brier, 0–1, lower is better</span>
      </SecHead>
      <div className="eq small">
        <Part value={brier(uncertainty)} name="uncertainty" text="What always saying the base rate would score.">
          <Bar from={0} to={uncertainty / scale} color="var(--crowd-band)" />
        </Part>
        <Part
          value={`−${brier(resolution)}`}
          name="discrimination"
          tone="pos"
          text="Earned by telling what happens from what does not."
        >
          <Bar from={left / scale} to={uncertainty / scale} color="var(--positive)" />
        </Part>
        <Part
          value={`+${brier(reliability)}`}
          name="miscalibration"
          tone="neg"
          text="Lost where things came true more or less often than said."
        >
          <Bar from={left / scale} to={(left + reliability) / scale} color="var(--negative)" />
        </Part>
        <Part value={brier(total)} name="mean score" tone="tot" text={`Of ${forecasts} forecasts.`}>
          <Bar from={0} to={total / scale} color="var(--ink)" />
        </Part>
      </div>
    </section>
  );
}

interface PartProps {
  value: string;
  name: string;
  text: string;
  tone?: "pos" | "neg" | "tot";
  children: ReactNode;
}

function Part({ value, name, text, tone, children }: PartProps) {
  const total = tone === "tot" ? " tot" : "";
  return (
    <>
      <span className={`v ${tone ?? ""}`}>{value}</span>
      <span className={`n b${total}`}>{name}</span>
      <span className={`d ink2${total}`}>
        {text}
        {children}
      </span>
    </>
  );
}

function Bar({ from, to, color }: { from: number; to: number; color: string }) {
  const [low, high] = [Math.max(0, Math.min(from, to)), Math.min(1, Math.max(from, to))];
  return (
    <span className="relative block h-3.5" aria-hidden="true">
      <span
        className="absolute inset-y-0"
        style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%`, background: color }}
      />
    </span>
  );
}
