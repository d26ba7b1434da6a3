import type { ReactNode } from "react";
import { CorpChart, CurveKey } from "#components/charts/corp-chart";
import { Figure } from "#components/charts/figure";
import { ReliabilityChart } from "#components/charts/reliability-chart";
import { ReliabilityNumbers } from "#components/charts/reliability-numbers";
import { StepNumbers } from "#components/charts/step-numbers";
import { UseHistogram } from "#components/charts/use-histogram";
import { counted } from "#components/ui/format";
import type { ReliabilityBin } from "#core/calibration/bins";
import type { CalibrationView, Point, TakenAt } from "#core/calibration/choice";
import type { ConsistencyBand } from "#core/calibration/corp";
import type { StepInUse } from "#core/calibration/reading";
import { takenInSentence } from "./record-name";

/** One record as it is drawn. */
export interface DrawnRecord {
  readonly name: string;
  readonly questions: number;
  readonly forecasts: number;
  readonly bins: readonly ReliabilityBin[];
  readonly steps: readonly StepInUse[];
  readonly band: readonly ConsistencyBand[];
}

interface RecordFigureProps {
  view: CalibrationView;
  taken: TakenAt;
  /** One, or two to compare. */
  records: readonly [DrawnRecord] | readonly [DrawnRecord, DrawnRecord];
  point: Point | null;
  /** The address that lists the questions behind a point. */
  hrefOf: (point: Point) => string;
}

const inPoint = (point: Point | null, of: number) => (found: { low: number; high: number }) =>
  point !== null &&
  point.of === of &&
  Math.abs(found.low - point.low) < 1e-9 &&
  Math.abs(found.high - point.high) < 1e-9;

/** A record, or two, as a diagram with its band, in ten bins, or as tables. */
export function RecordFigure({ view, taken, records, point, hrefOf }: RecordFigureProps) {
  const of = (i: number) => (i === 0 ? 1 : 2);
  const when = `What was held ${takenInSentence(taken)}.`;
  if (view === "table") {
    return (
      <div className="stack-6">
        {records.map((record) => (
          <section key={record.name} className="stack">
            {records.length > 1 ? <h2 className="sub">{record.name}</h2> : null}
            <Counts record={record} taken={taken} />
            <Numbers record={record} />
          </section>
        ))}
      </div>
    );
  }
  if (view === "bins") {
    return (
      <div className="stack-6">
        {records.map((record, i) => (
          <ReliabilityChart
            key={record.name}
            name={records.length > 1 ? record.name : undefined}
            bins={record.bins}
            questions={record.questions}
            forecasts={record.forecasts}
            selected={record.bins.find(inPoint(point, of(i)))?.low ?? null}
            hrefOf={({ low, high }) => hrefOf({ low, high, of: of(i) })}
            caption={`${when} Points: tenths of the scale, at the mean of what was said. Bars: where the share of questions that came true may lie (95 %, counted in questions).`}
          />
        ))}
      </div>
    );
  }
  const curves = records.map(({ name, steps, band }, i) => ({
    name,
    steps,
    band,
    hrefOf: ({ low, high }: StepInUse) => hrefOf({ low, high, of: of(i) }),
    selected: steps.find(inPoint(point, of(i))) ?? null,
  }));
  const [first, second] = curves;
  if (!first) return null;
  const numbers = records.map((record) => (
    <div key={record.name} className="stack">
      {records.length > 1 ? <p className="sub">{record.name}</p> : null}
      <Numbers record={record} />
    </div>
  ));
  return (
    <Figure
      caption={<Caption when={when} two={second !== undefined} />}
      numbers={<div className="stack-6">{numbers}</div>}
    >
      {second ? (
        <CurveKey
          names={[
            <Counts key="1" record={records[0]} taken={taken} named />,
            records[1] ? <Counts key="2" record={records[1]} taken={taken} named /> : null,
          ]}
        />
      ) : (
        <Counts record={records[0]} taken={taken} />
      )}
      <CorpChart curves={second ? [first, second] : [first]} />
      {records.map((record) => (
        <UseHistogram key={record.name} bins={record.bins} name={second ? record.name : undefined} />
      ))}
    </Figure>
  );
}

function Caption({ when, two }: { when: string; two: boolean }): ReactNode {
  return (
    <>
      {when} Line: CORP recalibration; each thick step pools the values that happened equally often. Shaded: where 90{" "}
      {"%"} of lines would lie at each value for somebody who is right about their own doubt
      {two ? "; dotted: the same for the second line" : ""}. A press on a step lists its questions.
    </>
  );
}

/** How much the record is made of. */
function Counts({
  record: { name, questions, forecasts },
  taken,
  named = false,
}: {
  record: DrawnRecord;
  taken: TakenAt;
  named?: boolean;
}) {
  return (
    <p className={named ? "small ink2" : "small ink2 mb-3"}>
      {named ? <span className="b">{name}: </span> : null}
      <span className={named ? undefined : "b"}>{counted(questions, "question", "questions")}</span>,{" "}
      {counted(forecasts, "forecast", "forecasts")}
      {named ? null : taken === null ? " · one per person, question and value held" : " · one per person and question"}
    </p>
  );
}

function Numbers({ record: { name, steps, bins } }: { record: DrawnRecord }) {
  return (
    <>
      <StepNumbers steps={steps} caption={`${name}: steps of the line`} />
      <p className="small muted mt-3">In ten bins; what happened is counted in questions.</p>
      <ReliabilityNumbers bins={bins} />
    </>
  );
}
