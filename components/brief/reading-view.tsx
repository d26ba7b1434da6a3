import { EditScenario } from "#components/scenario/edit-scenario";
import { ScenarioCard, type ScenarioCardData } from "#components/scenario/scenario-card";
import { RuleKey } from "#components/ui/rule";
import type { PassageKind } from "#core/brief/brief";
import type { Candidate } from "#core/brief/candidates";
import { CitedIn } from "./cited-in";
import { PassageText } from "./passage-text";
import { type Mark, segmentsOf } from "./segments";
import { Suggestion } from "./suggestion";

export interface ReadingPassage {
  number: number | null;
  kind: PassageKind;
  text: string;
  start: number;
}

export interface ReadingScenario extends ScenarioCardData {
  anchors: readonly { start: number; end: number }[];
}

interface ReadingViewProps {
  passages: readonly ReadingPassage[];
  scenarios: readonly ReadingScenario[];
  suggestions: readonly Candidate[];
  /** Note markers in the canonical text. */
  notes: readonly { number: number; start: number; end: number }[];
  /** Numbers of the notes there are. */
  noted: ReadonlySet<number>;
  may: { write: boolean; forecast: boolean };
  /** By ¶ number, the rationales that cite it. */
  citedIn: ReadonlyMap<number, React.ComponentProps<typeof CitedIn>["rationales"]>;
}

/** The text in its measure, each passage with the cards and suggestions that belong to it on its level. */
export function ReadingView({ passages, scenarios, suggestions, notes, noted, may, citedIn }: ReadingViewProps) {
  const suggested = suggestions.map(({ passage, start, end }, key): Mark => {
    const from = passages[passage]?.start ?? 0;
    return { kind: "suggestion", key, start: from + start, end: from + end };
  });
  const marks: Mark[] = [
    ...scenarios.flatMap(({ number, anchors }) =>
      anchors.map((anchor, i): Mark => ({ kind: "scenario", key: number, ...anchor, lead: i === 0 })),
    ),
    ...notes.map(({ number, start, end }): Mark => ({ kind: "note", key: number, start, end })),
    ...suggested,
  ];
  const sides = passages.map(({ start, text }, i) => ({
    cards: scenarios.filter(
      ({ anchors: [first] }) => first && first.start >= start && first.start < start + text.length + 2,
    ),
    tips: suggestions.flatMap((tip, key) => (tip.passage === i ? [{ tip, mark: suggested[key] }] : [])),
  }));
  const filled = sides.flatMap(({ cards, tips }, i) => (cards.length + tips.length > 0 ? [i] : []));
  const first = filled[0] ?? passages.length;
  return (
    <div className="brief-grid">
      {passages.map((passage, i) => {
        const { cards, tips } = sides[i] ?? { cards: [], tips: [] };
        const until = filled.find((row) => row > i) ?? passages.length;
        return (
          <PassageRow
            key={passage.start}
            passage={passage}
            row={i + 1}
            marks={marks}
            noted={noted}
            mayWrite={may.write}
            citedIn={passage.number === null ? undefined : citedIn.get(passage.number)}
          >
            {i === 0 && scenarios.length + suggestions.length > 0 ? (
              <div className="side brief-key" style={{ gridRow: first === 0 ? "1" : `1 / ${first + 1}` }}>
                <RuleKey />
                <p className="hint">
                  Marker in the text: a passage with a scenario, by number.
                  {suggestions.length > 0 ? " Dashed underline: a statement you could turn into one." : null}
                </p>
                {first === 0 ? <Side cards={cards} tips={tips} may={may} /> : null}
              </div>
            ) : null}
            {filled.includes(i) && i > 0 ? (
              <div className="side" style={{ gridRow: `${i + 1} / ${until + 1}` }}>
                <Side cards={cards} tips={tips} may={may} />
              </div>
            ) : null}
          </PassageRow>
        );
      })}
    </div>
  );
}

interface SideProps {
  cards: readonly ReadingScenario[];
  tips: readonly { tip: Candidate; mark: Mark | undefined }[];
  may: ReadingViewProps["may"];
}

function Side({ cards, tips, may }: SideProps) {
  return (
    <>
      {cards.map((scenario) => (
        <ScenarioCard key={scenario.id} scenario={scenario} mayWrite={may.write} mayForecast={may.forecast}>
          {may.write ? (
            <div className="hint">
              <EditScenario scenario={scenario} />
            </div>
          ) : null}
        </ScenarioCard>
      ))}
      {tips.map(({ tip, mark }) =>
        mark ? (
          <Suggestion key={mark.start} candidate={tip} start={mark.start} end={mark.end} mayAdd={cards.length > 0} />
        ) : null,
      )}
    </>
  );
}

interface PassageRowProps {
  passage: ReadingPassage;
  row: number;
  marks: readonly Mark[];
  noted: ReadonlySet<number>;
  mayWrite: boolean;
  citedIn: React.ComponentProps<typeof CitedIn>["rationales"];
  children: React.ReactNode;
}

function PassageRow({ passage, row, marks, noted, mayWrite, citedIn, children }: PassageRowProps) {
  const { number, kind, text, start } = passage;
  const words = <PassageText segments={segmentsOf(text, start, marks)} noted={noted} />;
  const style = { gridRow: row };
  return (
    <>
      <span className="pno" aria-hidden="true" style={style}>
        {number}
      </span>
      <div className="p" id={number === null ? undefined : `p${number}`} style={style}>
        {kind === "heading" ? (
          <h2 className="sec brief-heading">{words}</h2>
        ) : kind === "quote" ? (
          <blockquote className="reading brief-quote">
            <p>{words}</p>
          </blockquote>
        ) : (
          <p className={kind === "list_item" ? "reading brief-item" : "reading"}>{words}</p>
        )}
        <CitedIn rationales={citedIn} />
        {mayWrite && number !== null ? (
          <button type="button" className="plain from-passage" data-quote={`${start}-${start + text.length}`}>
            New scenario from ¶{number}
          </button>
        ) : null}
      </div>
      {children}
    </>
  );
}
