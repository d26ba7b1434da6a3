import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { append, EMPTY_TREE, type MerkleTree, rootOf } from "#server/ledger/merkle";

const sha256 = (...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const leafOf = (data: string) => sha256(Buffer.of(0), Buffer.from(data));
const hex = (hash: Uint8Array) => Buffer.from(hash).toString("hex");

/** RFC 9162, 2.1.1, word for word: split at the largest power of two below n. */
function definition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (!first) return sha256();
  if (leaves.length === 1) return first;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), definition(leaves.slice(0, k)), definition(leaves.slice(k)));
}

describe("the Merkle tree of RFC 9162", () => {
  test("known heads: of nothing, of one empty leaf", () => {
    expect(hex(rootOf(EMPTY_TREE))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hex(rootOf(append(EMPTY_TREE, [leafOf("")])))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
  });

  test("equals the definition for every size to 200", () => {
    const leaves = Array.from({ length: 200 }, (_, i) => leafOf(`leaf ${i}`));
    let tree: MerkleTree = EMPTY_TREE;
    for (const [i, leaf] of leaves.entries()) {
      tree = append(tree, [leaf]);
      expect(hex(rootOf(tree))).toBe(hex(definition(leaves.slice(0, i + 1))));
    }
  });

  test("it does not matter in which batches leaves come", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 20 }), { maxLength: 12 }), (batches) => {
        const trees = batches.reduce<MerkleTree>((tree, batch) => append(tree, batch.map(leafOf)), EMPTY_TREE);
        expect(hex(rootOf(trees))).toBe(hex(definition(batches.flat().map(leafOf))));
      }),
    );
  });

  test("refuses a frontier that does not fit its size", () => {
    expect(() => append({ size: 3, frontier: [leafOf("a")] }, [])).toThrow(RangeError);
  });
});
