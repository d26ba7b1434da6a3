import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { ReliabilityChart } from "#components/charts/reliability-chart";
import { reliabilityBins } from "#core/calibration/bins";
import { corpDecomposition } from "#core/calibration/corp";
import type { CalibrationPair } from "#core/calibration/pairs";

const SHEETS = ["tokens", "base", "boxes", "charts"];
const SVG = "http://www.w3.org/2000/svg";
const SIDE = 720;
const HEIGHT = 1060;

/** The app's own reliability diagram with the CORP line under its points, as one SVG file that any browser shows. */
export function drawReliability(title: string, pairs: readonly CalibrationPair[]): string {
  const { steps, miscalibration, discrimination, uncertainty } = corpDecomposition(pairs);
  const line = steps
    .map(({ low, high, observed }, i) => `${i === 0 ? "M" : "L"}${place(low, observed)}L${place(high, observed)}`)
    .join("");
  const parts = `MCB ${miscalibration.toFixed(4)} · DSC ${discrimination.toFixed(4)} · UNC ${uncertainty.toFixed(4)}`;
  const chart = renderToStaticMarkup(
    <ReliabilityChart
      bins={reliabilityBins(pairs)}
      questions={new Set(pairs.map(({ question }) => question)).size}
      forecasts={pairs.length}
      caption={`${title}. Points: tenths with Wilson intervals over questions; line: CORP. ${parts}.`}
      under={<path d={line} fill="none" stroke="var(--accent)" strokeWidth="2" />}
    />,
  ).replaceAll("<svg ", `<svg xmlns="${SVG}" `); // inside XHTML a bare svg element is of no known kind
  const styles = SHEETS.map((name) => readFileSync(`app/styles/${name}.css`, "utf8")).join("\n");
  return `<svg xmlns="${SVG}" width="${SIDE}" height="${HEIGHT}"><style><![CDATA[${styles}]]></style>
<foreignObject width="${SIDE}" height="${HEIGHT}"><div xmlns="http://www.w3.org/1999/xhtml" style="padding:1.5rem;background:var(--surface);color:var(--ink)">${chart}</div></foreignObject></svg>
`;
}

function place(forecast: number, observed: number): string {
  return `${(1000 * forecast).toFixed(2)} ${(1000 * (1 - observed)).toFixed(2)}`;
}
