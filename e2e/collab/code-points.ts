const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

/**
 * Where in a text the characters of two UTF-16 units stand, so that positions counted in code points can be found without reading
 * the text. There are few of them in most texts.
 */
export class CodePoints {
  /** Their places in units, in order. */
  private places: number[] = [];

  constructor(text = "") {
    this.places = placesIn(text, 0);
  }

  copy(): CodePoints {
    const made = new CodePoints();
    made.places = [...this.places];
    return made;
  }

  /** How many units the first so many code points take. */
  units(points: number): number {
    let low = 0;
    let high = this.places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.places[middle] ?? 0) - middle < points) low = middle + 1;
      else high = middle;
    }
    return points + low;
  }

  /** The text has changed: at a place so many units deleted, then text inserted. */
  splice(at: number, deleted: number, inserted: string): void {
    const more = placesIn(inserted, at);
    if (this.places.length === 0 && more.length === 0) return;
    const end = at + deleted;
    const shift = inserted.length - deleted;
    const before = this.places.filter((place) => place < at);
    const after = this.places.filter((place) => place >= end).map((place) => place + shift);
    this.places = [...before, ...more, ...after];
  }
}

function placesIn(text: string, from: number): number[] {
  return [...text.matchAll(ASTRAL)].map(({ index }) => from + index);
}
