import type { PaletteEntry } from "./palette";

interface EntryListProps {
  id: string;
  label: string;
  entries: readonly PaletteEntry[];
  /** Index of the one that Enter takes. */
  active: number;
  onActive: (index: number) => void;
  onChoose: (entry: PaletteEntry) => void;
}

export const optionId = (list: string, index: number): string => `${list}-${index}`;

/** What may be inserted: a listbox that is steered from where one types. */
export function EntryList({ id, label, entries, active, onActive, onChoose }: EntryListProps) {
  return (
    <div className="entries" role="listbox" id={id} aria-label={label}>
      {entries.map((entry, index) => (
        <div
          key={entry.key}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onMouseMove={() => onActive(index)}
          onMouseDown={(event) => event.preventDefault()} // the focus stays where one types
          onClick={() => onChoose(entry)}
          onKeyDown={(event) => event.key === "Enter" && onChoose(entry)}
        >
          <span className="b">{entry.title}</span>
          {entry.more ? <span className="more">{entry.more}</span> : null}
        </div>
      ))}
    </div>
  );
}

/** Where an arrow key leads in a list of `count`; null for every other key. */
export function moved(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (active + 1) % count;
  if (key === "ArrowUp") return (active + count - 1) % count;
  return null;
}
