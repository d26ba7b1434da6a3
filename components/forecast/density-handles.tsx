import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { type ScaleMeasure, sayValue } from "#components/charts/measure";
import { PLANE, share } from "#components/charts/plane";
import { bare } from "#components/ui/format";
import { levelInWords } from "./quantile-field";
import { handleAt, placeHandle, type RowValues, roomOf, stepHandle } from "./quantile-moves";

interface DensityHandlesProps {
  levels: readonly number[];
  values: RowValues;
  measure: ScaleMeasure;
  onMove: (row: number, value: number) => void;
}

/** A handle is taken within this many pixels of it. */
const GRASP = 22;

/** One handle per quantile on the drawn density, to drag or to move by key; none passes another. */
export function DensityHandles({ levels, values, measure, onMove }: DensityHandlesProps) {
  const box = useRef<HTMLDivElement>(null);
  /** The row in hand and how far from its handle it was taken, in pixels. */
  const [held, setHeld] = useState<{ row: number; offset: number } | null>(null);
  const [focused, setFocused] = useState<number | null>(null);

  function pixel(value: number): number {
    const { left = 0, width = 0 } = box.current?.getBoundingClientRect() ?? {};
    return left + handleAt(value, measure) * width;
  }

  function take(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const near = values
      .flatMap((value, row) => (value === null ? [] : [{ row, offset: event.clientX - pixel(value) }]))
      .sort((a, b) => Math.abs(a.offset) - Math.abs(b.offset))[0];
    if (!near || Math.abs(near.offset) > GRASP) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld(near);
    box.current?.querySelectorAll<HTMLElement>("[role=slider]").forEach((handle) => {
      if (handle.dataset.row === String(near.row)) handle.focus({ preventScroll: true });
    });
  }

  function drag(event: PointerEvent<HTMLDivElement>) {
    if (!held) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const to = placeHandle(values, held.row, (event.clientX - held.offset - left) / width, measure);
    if (to !== null && to !== values[held.row]) onMove(held.row, to);
  }

  function step(event: KeyboardEvent<HTMLDivElement>, row: number) {
    const to = stepHandle(values, row, event.key, event.shiftKey || event.ctrlKey, measure);
    if (to === null) return;
    event.preventDefault();
    if (to !== values[row]) onMove(row, to);
  }

  const shown = held?.row ?? focused;
  const said = (row: number, value: number) =>
    `${levelInWords(levels[row] ?? 0, measure.type)} ${sayValue(value, measure)}`;

  return (
    <div
      className={held ? "q-handles held" : "q-handles"}
      ref={box}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={() => setHeld(null)}
      onPointerCancel={() => setHeld(null)}
    >
      {values.map((value, row) => {
        if (value === null) return null;
        const level = levels[row] ?? 0;
        const at = handleAt(value, measure);
        const room = roomOf(values, row, measure);
        return (
          <div
            key={level}
            className={level === 0.5 ? "q-handle median" : "q-handle"}
            style={{ left: share(at * PLANE) }}
            role="slider"
            tabIndex={0}
            data-row={row}
            aria-label={levelInWords(level, measure.type)}
            aria-valuemin={Math.round((room?.from ?? at) * PLANE)}
            aria-valuemax={Math.round((room?.to ?? at) * PLANE)}
            aria-valuenow={Math.round(at * PLANE)}
            aria-valuetext={sayValue(value, measure)}
            onKeyDown={(event) => step(event, row)}
            onFocus={() => setFocused(row)}
            onBlur={() => setFocused(null)}
          >
            <i aria-hidden="true">{bare(level)}</i>
          </div>
        );
      })}
      {shown !== null && values[shown] !== null && values[shown] !== undefined ? (
        <span
          className={handleAt(values[shown], measure) > 0.5 ? "q-readout to-left" : "q-readout"}
          style={{ left: share(handleAt(values[shown], measure) * PLANE) }}
          aria-hidden="true"
        >
          {said(shown, values[shown])}
        </span>
      ) : null}
    </div>
  );
}
