/** On every page of the demonstration: nobody real forecast any of this. */
export function DemoNotice() {
  return (
    <aside className="page" aria-label="Demonstration">
      <p className="small muted border-b border-line py-1.5">
        Demonstration: the forecasts, comments and verdicts of this team are simulated.
      </p>
    </aside>
  );
}
