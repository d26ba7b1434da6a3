import { Select, TextField } from "#components/ui/field";
import {
  type CalibrationAddress,
  CROWDS,
  DAYS_BEFORE,
  takenName,
  type Versus,
  whoName,
} from "#core/calibration/choice";
import { CROWD_NAME, type NamedPerson, recordName, takenInWords } from "./record-name";

interface RecordChoicesProps {
  people: readonly NamedPerson[];
  address: CalibrationAddress;
}

/** What a diagram asks for besides its questions: whose forecasts, taken when, held against what. Fields of the filter form. */
export function RecordChoices({ people, address: { who, taken, versus } }: RecordChoicesProps) {
  const days = taken?.kind === "days_before_close" ? [...new Set([...DAYS_BEFORE, taken.days])] : [...DAYS_BEFORE];
  const period = versus?.kind === "period" ? versus : null;
  return (
    <>
      <Select label="Who" name="who" defaultValue={whoName(who)} className="filter-long">
        <Records people={people} />
      </Select>
      <Select label="Forecast taken" name="taken" defaultValue={takenName(taken)}>
        <option value="half">Halfway to the close</option>
        {days
          .toSorted((a, b) => a - b)
          .map((count) => (
            <option key={count} value={count}>
              {takenInWords({ kind: "days_before_close", days: count })}
            </option>
          ))}
        <option value="time">All the time held</option>
      </Select>
      <Select label="Compare with" name="vs" defaultValue={versusName(versus)} className="filter-long">
        <option value="">Nothing</option>
        <option value="period">Another period</option>
        <Records people={people} />
      </Select>
      <div className="versus-period">
        <TextField label="Its first day" name="vsFrom" type="date" defaultValue={period?.from ?? ""} />
        <TextField label="Its last day" name="vsTo" type="date" defaultValue={period?.to ?? ""} />
      </div>
    </>
  );
}

function Records({ people }: { people: readonly NamedPerson[] }) {
  return (
    <>
      <option value="everybody">Everybody</option>
      <optgroup label="The crowd as a person">
        {CROWDS.map((method) => (
          <option key={method} value={method}>
            {CROWD_NAME[method]}
          </option>
        ))}
      </optgroup>
      {people.length > 0 ? (
        <optgroup label="People">
          {people.map(({ memberId }) => (
            <option key={memberId} value={memberId}>
              {recordName({ kind: "person", memberId }, people)}
            </option>
          ))}
        </optgroup>
      ) : null}
    </>
  );
}

function versusName(versus: Versus | null): string {
  if (versus === null) return "";
  return versus.kind === "period" ? "period" : whoName(versus.who);
}
