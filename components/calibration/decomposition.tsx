import type { ReactNode } from "react";
import { brier, count, percent } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import type { CorpDecomposition } from "#core/calibration/corp";
import type { MurphyDecomposition } from "#core/calibration/murphy";

export interface DecompositionProps {
  corp: CorpDecomposition;
  murphy: MurphyDecomposition;
  /** Share of the forecasts that came true. */
  base: number;
  forecasts: number;
}

/** Where the mean Brier score comes from: what the questions ask, what was earned, what was lost. CORP's parts; Murphy's are one press away. */
export function Decomposition({ corp, murphy, base, forecasts }: DecompositionProps) {
  const { uncertainty, discrimination, miscalibration, brier: total } = corp;
  const scale = Math.max(uncertainty, total) || 1;
  const left = uncertainty - discrimination;
  return (
    <section>
      <SecHead title="Where the score comes from">
        <span className="small muted">Brier, 0–1, lower is better</span>
      </SecHead>
      <div className="eq small">
        <Part
          value={brier(uncertainty)}
          name="uncertainty"
          text={`What you would score by always saying the base rate, ${percent(Math.round(base * 100) / 100)}.`}
        >
          <Bar from={0} to={uncertainty / scale} color="var(--crowd-band)" />
        </Part>
        <Part
          value={`−${brier(discrimination)}`}
          name="discrimination"
          tone="pos"
          text="Earned by telling the yeses from the noes."
        >
          <Bar from={left / scale} to={uncertainty / scale} color="var(--positive)" />
        </Part>
        <Part
          value={`+${brier(miscalibration)}`}
          name="miscalibration"
          tone="neg"
          text="Lost by numbers that came true more or less often than said."
        >
          <Bar from={left / scale} to={(left + miscalibration) / scale} color="var(--negative)" />
        </Part>
        <Part
          value={brier(total)}
          name="mean score"
          tone="tot"
          text={`Of ${count(forecasts)} forecasts; always saying 50\u202f% scores 0.250.`}
        >
          <Bar from={0} to={total / scale} color="var(--ink)" />
        </Part>
      </div>
      <details className="data mt-3">
        <summary>By Murphy’s parts</summary>
        <p className="small ink2 mt-2">
          On each value by itself, without pooling: reliability {brier(murphy.reliability)} − resolution{" "}
          {brier(murphy.resolution)} + uncertainty {brier(murphy.uncertainty)} = {brier(murphy.brier)}. With few
          forecasts a value, reliability and resolution are both too large; the line above pools values to tell signal
          from luck.
        </p>
      </details>
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
