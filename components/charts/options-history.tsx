import { percent } from "#components/ui/format";
import { AxisLabels, PercentTicks, QuarterLines } from "./axes";
import { EventNames } from "./event-names";
import { Figure } from "./figure";
import { crowdSteps, myLines, upToUntil } from "./history-geometry";
import { drawnOptions, historyOfOption, type OptionsData } from "./options-geometry";
import { OptionsNumbers } from "./options-numbers";
import { OptionsReadout } from "./options-readout";
import { optionsInWords } from "./options-words";
import { across, down, PLANE, share } from "./plane";
import { spreadLabels } from "./spread-labels";
import { stepPath } from "./step-path";
import { thinSpans } from "./thin-spans";
import { timeTicks } from "./time-axis";

/** Room for a label of 16 px in a plot of 280 px, in thousandths. */
const LABEL_ROOM = 64;
/** A pointer finds no more than this in a plot. */
const READ_COLUMNS = 60;

/** The shares of the options over time: a line each with its own dash and name, the crowd's heavy, mine thin in pen. */
export function OptionsHistory({ data, zone }: { data: OptionsData; zone: string }) {
  const { from, to, until, options, events = [] } = data;
  const x = across(from, to);
  const drawn = drawnOptions(data);
  const lines = drawn.map((option, line) => {
    const history = upToUntil(historyOfOption(data, option));
    return { option, line, name: options[option] ?? "", crowd: crowdSteps(history), mine: myLines(history), history };
  });
  const named = lines.flatMap(({ name, line, crowd, mine }) => {
    const step = crowd.at(-1) ?? mine.at(-1);
    return step && step.x1 >= x(until) ? [{ name, line, step }] : [];
  });
  const tops = spreadLabels(
    named.map(({ step }) => down(step.value)),
    LABEL_ROOM,
  );
  const words = optionsInWords(data);
  const left = options.length - drawn.length;
  return (
    <Figure
      caption={left > 0 ? `${words} The ${drawn.length} likeliest of ${options.length} options are drawn.` : words}
      numbers={<OptionsNumbers data={data} />}
    >
      <div className={x(until) > 0.7 * PLANE ? "plot history options full" : "plot history options"}>
        <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={words}>
          <QuarterLines />
          {events.map(({ at, label }) => (
            <path key={`${at} ${label}`} className="g-mark" d={`M${x(at)} 0V${PLANE}`} />
          ))}
          {lines.map(({ option, line, crowd }) => (
            <path key={option} className={`o-line l${line + 1}`} d={stepPath(crowd)} />
          ))}
          {lines.map(({ option, line, mine }) => (
            <path key={option} className={`o-mine l${line + 1}`} d={stepPath(mine)} />
          ))}
          {lines.flatMap(({ option, history }) =>
            history.mine.map(({ at, value }) =>
              value === null ? null : (
                <g key={`${option} ${at}`}>
                  <path className="m-dot" d={`M${x(at)} ${down(value)}h0`} />
                  <path className="m-dot-in" d={`M${x(at)} ${down(value)}h0`} />
                </g>
              ),
            ),
          )}
        </svg>
        <PercentTicks />
        <AxisLabels ticks={timeTicks(from, to, zone)} />
        <EventNames events={events} x={x} />
        {named.map(({ name, line, step }, i) => (
          <span
            key={line}
            className="t tr option-name"
            aria-hidden="true"
            style={{ left: share(step.x1), top: share(tops[i] ?? 0) }}
          >
            <span>{name}</span> <b>{percent(step.value)}</b>
          </span>
        ))}
        <OptionsReadout
          from={from}
          to={to}
          until={until}
          options={lines.map(({ name, history: { crowd, mine } }) => ({
            name,
            crowd: thinSpans(crowd ?? [], READ_COLUMNS),
            mine,
          }))}
        />
      </div>
    </Figure>
  );
}

/** How the line of an option is drawn, beside its name. */
export function OptionKey({ line }: { line: number }) {
  return (
    <svg className="option-key" viewBox="0 0 24 8" aria-hidden="true">
      <path className={`o-line l${line + 1}`} d="M0 4H24" />
    </svg>
  );
}
