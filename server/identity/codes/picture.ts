import { encode } from "uqr";

/** A QR code as one path on a plane of so many squares a side. */
export interface Picture {
  size: number;
  path: string;
}

/** The rim that scanners ask for is two of the four squares of the standard: the paper around it is the rest. */
export function pictureOf(text: string): Picture {
  const { size, data } = encode(text, { border: 2, ecc: "M" });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  return { size, path: squares.join("") };
}
