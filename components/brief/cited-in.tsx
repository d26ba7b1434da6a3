interface CitedInProps {
  rationales: readonly { scenarioId: string; number: number; statement: string }[] | undefined;
}

/** The way back from a passage or note to the rationales that cite it. */
export function CitedIn({ rationales }: CitedInProps) {
  if (!rationales || rationales.length === 0) return null;
  return (
    <p className="cited-in">
      Cited in the rationale of{" "}
      {rationales.map(({ scenarioId, number, statement }, i) => (
        <span key={scenarioId}>
          {i > 0 ? ", " : ""}
          <a href={`/scenarios/${scenarioId}#rationale`} title={statement}>
            scenario {number}
          </a>
        </span>
      ))}
    </p>
  );
}
