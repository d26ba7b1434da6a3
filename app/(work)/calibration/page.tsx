import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BehindPoint } from "#components/calibration/behind-point";
import { Decomposition } from "#components/calibration/decomposition";
import { answerInWords, inWords, TOO_FEW_QUESTIONS } from "#components/calibration/in-words";
import { leftInWords, NothingCounted } from "#components/calibration/nothing-counted";
import { RecordChoices } from "#components/calibration/record-choices";
import { RecordFigure } from "#components/calibration/record-figure";
import { RecordLines, Versus } from "#components/calibration/side-by-side";
import { LiveRefresh } from "#components/live/live-refresh";
import { PeriodNote, QuestionFilters } from "#components/selection/question-filters";
import { selectionWords } from "#components/selection/selection-words";
import { Seg } from "#components/ui/choices";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { selectionOf } from "#core/question-selection";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { type CalibrationView, loadCalibration } from "./load";

export const metadata: Metadata = { title: "Calibration" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CalibrationPage({ searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const params = await searchParams;
  const page = await orNotFound(loadCalibration(actor, team.id, selectionOf(params), params));
  const { scope, selection, options, people, address, records, href } = page;
  const [first] = records;
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={scope.teamIds} since={since} />
      <PageHead title="Calibration" lead={leadOf(page)} />
      <QuestionFilters
        action="/calibration"
        choices={{ ...scope, ...options }}
        selection={selection}
        kept={address.view === "diagram" ? {} : { view: address.view }}
      >
        <RecordChoices people={people} address={address} />
      </QuestionFilters>
      {selection.from || selection.to || address.versus?.kind === "period" ? <PeriodNote /> : null}
      <p className="print-only small">
        {first.name} · {selectionWords(selection, { ...scope, ...options })}
      </p>
      {first.figures ? <Record page={page} figures={first.figures} /> : null}
      {first.figures ? null : (
        <NothingCounted
          settled={first.settled}
          left={first.left}
          taken={address.taken}
          narrowed={page.narrowed}
          href={{ whole: href({ who: { kind: "everybody" }, whole: true }), time: href({ taken: null }) }}
        />
      )}
    </>
  );
}

function Record({
  page,
  figures,
}: {
  page: CalibrationView;
  figures: NonNullable<CalibrationView["records"][0]["figures"]>;
}) {
  const { address, records, behind, href } = page;
  const [first, second] = records;
  return (
    <>
      <div className="row between mt-5">
        <p className="small muted">{first.questions < TOO_FEW_QUESTIONS ? fewWords(first.questions) : ""}</p>
        <Seg
          label="View"
          choices={[
            { label: "Diagram", href: href({ view: "diagram", point: null }), current: address.view === "diagram" },
            { label: "Ten bins", href: href({ view: "bins", point: null }), current: address.view === "bins" },
            { label: "Table", href: href({ view: "table", point: null }), current: address.view === "table" },
          ]}
        />
      </div>
      <div className="cal-grid">
        <div>
          <RecordFigure
            view={address.view}
            taken={address.taken}
            records={second ? [first.drawing, second.drawing] : [first.drawing]}
            point={address.point}
            hrefOf={(point) => href({ point })}
          />
          <p className="small muted mt-3">{leftWords(first, page)}</p>
        </div>
        <div className="stack-6">
          {behind ? (
            <BehindPoint
              {...behind}
              name={second ? behind.name : null}
              clear={href({ point: null })}
              single={address.who.kind !== "everybody" && address.taken !== null}
            />
          ) : null}
          <section>
            <SecHead title="In words" />
            <Words record={first} named={second !== null} />
            {second ? <Words record={second} named /> : null}
            <p className="hint">
              <Link href="/how-you-are-scored">How you are scored</Link>
            </p>
          </section>
          {second ? <Versus lines={[first.line, second.line]} comparison={page.comparison} /> : null}
          {second ? null : (
            <Decomposition
              corp={figures.corp}
              murphy={figures.murphy}
              base={first.base}
              forecasts={first.drawing.forecasts}
            />
          )}
          <section>
            <SecHead title="The crowd beside its people">
              <span className="small muted">Brier, 0–1, lower is better</span>
            </SecHead>
            <RecordLines label="The crowd beside its people" lines={page.crowd} />
            <p className="hint">
              Each aggregate of what people held is looked at like one more person. Bold: share of forecasts under 20 or
              over 80 %.
            </p>
          </section>
        </div>
      </div>
    </>
  );
}

function Words({ record, named }: { record: CalibrationView["records"][0]; named: boolean }) {
  return (
    <>
      {named ? <h3 className="sub mb-2">{record.name}</h3> : null}
      <ul className="stack body mb-4">
        {inWords(record).map(({ head, text }) => (
          <li key={head}>
            <span className="b">{head}</span> {text}
          </li>
        ))}
      </ul>
    </>
  );
}

function leadOf({ records: [first], address }: CalibrationView): string {
  const own = address.who.kind === "person";
  const asked =
    address.who.kind === "everybody"
      ? "When this team says 70\u202f%, does it happen 70\u202f% of the time?"
      : own
        ? `When ${first.own ? "you say" : `${first.name} says`} 70\u202f%, does it happen 70\u202f% of the time?`
        : "When the crowd says 70\u202f%, does it happen 70\u202f% of the time?";
  return `${asked} ${answerInWords(first)}`.trim();
}

const fewWords = (questions: number) =>
  `${counted(questions, "question is", "questions are")} enough to draw, too few to judge by: look again when ${TOO_FEW_QUESTIONS} count.`;

function leftWords({ settled, left, questions }: CalibrationView["records"][0], { address }: CalibrationView): string {
  const why = leftInWords(left, address.taken);
  return why === ""
    ? ""
    : `${questions} of ${counted(settled, "resolved question", "resolved questions")} count: ${why}`;
}
