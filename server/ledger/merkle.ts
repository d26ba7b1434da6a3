import { createHash } from "node:crypto";

/**
 * The Merkle tree of RFC 9162, section 2.1, kept by its frontier: the roots of the perfect subtrees that make it up, from
 * left to right, one for each 1 in the binary form of its size. Leaves come as leaf hashes (the 0x00 is in them already).
 */
export interface MerkleTree {
  /** Number of leaves. */
  readonly size: number;
  /** As many hashes as the size has bits set, the largest subtree first. */
  readonly frontier: readonly Uint8Array[];
}

export const EMPTY_TREE: MerkleTree = { size: 0, frontier: [] };

/** The tree with some leaves more. Costs their number, whatever the size. @throws {RangeError} on a frontier that does not fit its size */
export function append(tree: MerkleTree, leaves: readonly Uint8Array[]): MerkleTree {
  requireFrontier(tree);
  const frontier = [...tree.frontier];
  let { size } = tree;
  for (const leaf of leaves) {
    let node = leaf;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = frontier.pop();
      if (!left) throw new RangeError(`frontier must have a hash for each bit of ${size}`);
      node = nodeHash(left, node);
    }
    frontier.push(node);
    size += 1;
  }
  return { size, frontier };
}

/** The head of the log: of no leaves, SHA-256 of nothing. @throws {RangeError} on a frontier that does not fit its size */
export function rootOf(tree: MerkleTree): Uint8Array {
  requireFrontier(tree);
  const last = tree.frontier.at(-1);
  if (!last) return createHash("sha256").digest();
  return tree.frontier.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}

function requireFrontier({ size, frontier }: MerkleTree): void {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  if (!Number.isSafeInteger(size) || size < 0 || bits !== frontier.length) {
    throw new RangeError(`frontier must have ${bits} hashes for ${size} leaves, got ${frontier.length}`);
  }
}
