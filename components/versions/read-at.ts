import { POINT_FORMAT, type RationalePoint, readPoint } from "#core/rationale-point";

/** What somebody asked for in an address: a point, or what is wrong with what stands there. */
export type Asked = { point: RationalePoint; fault: null } | { point: null; fault: string };

export function readAsked(field: string, text: string | undefined): Asked {
  const point = readPoint(text ?? "");
  if (point) return { point, fault: null };
  const given = text === undefined ? "" : `, not “${text.slice(0, 60)}”`;
  return { point: null, fault: `“${field}” in the address must be ${POINT_FORMAT}${given}.` };
}
