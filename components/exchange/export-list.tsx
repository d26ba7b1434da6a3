import Link from "next/link";

const FILES: readonly { file: string; title: string; what: string }[] = [
  {
    file: "world",
    title: "World file",
    what: "Everything, without loss, as JSON. Another installation imports it and gives the same scores.",
  },
  { file: "forecasts", title: "Forecasts", what: "One row a forecast. Can be imported again." },
  { file: "questions", title: "Questions", what: "Wording, clocks, answers and tags." },
  { file: "people", title: "People", what: "Who the ids in the other files are." },
  { file: "scores", title: "Scores", what: "What each rule gives each person on each question." },
];

/** Everything of a team that its reader may see, a press a file. */
export function ExportList({ team }: { team: { id: string; name: string } }) {
  return (
    <>
      <ul className="export-list">
        {FILES.map(({ file, title, what }) => (
          <li key={file}>
            <a href={`/exchange/export?team=${team.id}&file=${file}`} download data-item>
              {title} <span className="muted">{file === "world" ? "JSON" : "CSV"}</span>
            </a>
            <p className="small muted">{what}</p>
          </li>
        ))}
      </ul>
      <p className="small mt-4">
        <Link href="/exchange/dictionary">What each column says</Link>
      </p>
      <p className="small muted mt-4">
        An export holds what you may see: forecasts on a question that is not revealed to you yet are not in it. Cells
        that a spreadsheet would run as a formula begin with an apostrophe.
      </p>
    </>
  );
}
