import { counted } from "#components/ui/format";

export interface AnsweringPerson {
  readonly memberId: string;
  readonly name: string;
  readonly answered: number;
  readonly of: number;
}

/** Shown at once: more than a desk has. */
const SHOWN = 24;

/** Who has answered how many of the open questions. That somebody forecast is always shown; what, is not told here. */
export function AnsweringTable({ people }: { people: readonly AnsweringPerson[] }) {
  return (
    <>
      <table className="answering small">
        <caption className="vh">Open questions answered, by person</caption>
        <thead className="vh">
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Answered</th>
          </tr>
        </thead>
        <tbody>
          {people.slice(0, SHOWN).map(({ memberId, name, answered, of }) => (
            <tr key={memberId}>
              <th scope="row">{name}</th>
              <td>
                <span className="answer-bar" aria-hidden="true">
                  <span style={{ width: `${of === 0 ? 0 : (100 * answered) / of}%` }} />
                </span>
                {answered} of {of}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {people.length > SHOWN ? (
        <p className="hint">and {counted(people.length - SHOWN, "more person", "more people")} with fewer</p>
      ) : null}
    </>
  );
}
