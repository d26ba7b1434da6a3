import { drawnOptions, type OptionsData } from "#components/charts/options-geometry";
import { OptionKey, OptionsHistory } from "#components/charts/options-history";
import { bareRange, counted, percent } from "#components/ui/format";
import { Rule, RuleKey } from "#components/ui/rule";
import { Tag } from "#components/ui/tag";
import type { ChoiceView } from "#core/forecast-view";
import { CrowdSide, type CrowdSideProps } from "./crowd-side";

interface ChoiceCrowdProps extends Omit<CrowdSideProps, "view" | "summary" | "early"> {
  view: ChoiceView;
  opensAt: number;
  closesAt: number;
  until: number;
  events: OptionsData["events"];
  zone: string;
  /** The option that it came out to be. */
  outcome: string | null;
}

/** What the crowd gives each option, with its middle half and mine; below it the same over time. */
export function ChoiceCrowd({ view, opensAt, closesAt, until, events = [], zone, outcome, ...side }: ChoiceCrowdProps) {
  const { options, revealed, early, own, ownLog } = view;
  const crowd = revealed?.crowd ?? null;
  const data: OptionsData = {
    from: opensAt,
    to: closesAt,
    until,
    options,
    crowd: revealed?.history ?? null,
    mine: ownLog,
    events,
  };
  const drawn = drawnOptions(data);
  return (
    <CrowdSide
      {...side}
      view={view}
      summary={crowd ? <>mean of {counted(crowd.count, "person", "people")}</> : null}
      early={
        early && (
          <>
            {counted(early.count, "person", "people")} so far: mean{" "}
            {options.map((option, i) => `${option} ${percent(early.values[i] ?? 0)}`).join(", ")}
          </>
        )
      }
    >
      {crowd || own ? (
        <>
          <ul className="option-rows">
            {options.map((option, i) => {
              const share = crowd?.values[i] ?? 0;
              const low = crowd?.lower[i] ?? share;
              const high = crowd?.upper[i] ?? share;
              const mine = own?.value[i] ?? null;
              const line = drawn.indexOf(i);
              return (
                <li key={option}>
                  <span className="option-row-name">
                    {line < 0 ? null : <OptionKey line={line} />}
                    <span>
                      {option} {option === outcome ? <Tag>came true</Tag> : null}
                    </span>
                  </span>
                  <Rule me={mine} crowd={crowd && share > 0 ? { median: share, low, high } : null} />
                  <span className="small tn nw">
                    {mine === null ? null : <span className="me-ink b">{percent(mine)}</span>}
                    {mine !== null && crowd ? " · " : null}
                    {crowd ? (
                      <>
                        crowd {percent(share)} <span className="muted">({bareRange(low, high)})</span>
                      </>
                    ) : null}
                  </span>
                </li>
              );
            })}
          </ul>
          {crowd ? <RuleKey you={own !== null} crowd="crowd mean" /> : null}
        </>
      ) : null}
      {revealed || ownLog.length > 0 ? <OptionsHistory data={data} zone={zone} /> : null}
    </CrowdSide>
  );
}
