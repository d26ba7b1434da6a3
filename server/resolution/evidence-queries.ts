import type { Prisma } from "#prisma/client/client";

/** A file of evidence as pages show it; its content comes by its own door. */
export interface EvidenceItem {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  /** Hex. */
  sha256: string;
}

/** The files of a proposal, in its order and without their content. */
export const FILE = {
  orderBy: { position: "asc" },
  select: { file: { select: { id: true, name: true, mediaType: true, size: true, sha256: true } } },
} as const satisfies Prisma.ResolutionProposal$filesArgs;

export function filesOf(
  rows: readonly { file: Omit<EvidenceItem, "sha256"> & { sha256: Uint8Array } }[],
): EvidenceItem[] {
  return rows.map(({ file }) => ({ ...file, sha256: Buffer.from(file.sha256).toString("hex") }));
}
