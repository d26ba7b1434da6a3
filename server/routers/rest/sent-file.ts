import { createHash } from "node:crypto";
import { z } from "zod";
import { Problem } from "#server/routers/rest/problem";

/**
 * A file that is the whole body of a call, as it arrives: nothing of it is read before somebody asks, and never more than it
 * may have.
 */
export class SentFile {
  readonly #pieces: AsyncGenerator<Uint8Array, void>;
  readonly #hash = createHash("sha256");
  #whole = false;

  /** @param most bytes that it may have */
  constructor(source: AsyncIterable<Uint8Array>, most: number) {
    this.#pieces = this.#read(source, most);
  }

  /** As it comes. @throws {Problem} once it is too large */
  pieces(): AsyncIterable<Uint8Array> {
    return this.#pieces;
  }

  /** All of it. @throws {Problem} too-large; invalid-input where there is nothing */
  async bytes(): Promise<Buffer> {
    const held: Uint8Array[] = [];
    for await (const piece of this.#pieces) held.push(piece);
    const bytes = Buffer.concat(held);
    if (bytes.length > 0) return bytes;
    throw new Problem("invalid-input", "file: This file is empty.", {
      errors: [{ field: "file", message: "This file is empty." }],
    });
  }

  /** SHA-256 of all of it: what nobody has read is read for it. @throws {Problem} where it did not come whole */
  async digest(): Promise<Buffer> {
    for await (const _ of this.#pieces);
    if (this.#whole) return this.#hash.copy().digest();
    throw new Problem("bad-request", "The file did not come whole.");
  }

  async *#read(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array, void> {
    let length = 0;
    for await (const piece of source) {
      length += piece.byteLength;
      if (length > most) throw tooLarge(most);
      this.#hash.update(piece);
      yield piece;
    }
    this.#whole = true;
  }
}

/** The body of a route that takes a file. */
export const FileBody = z.instanceof(SentFile);

export const tooLarge = (most: number) =>
  new Problem("too-large", `The body has at most ${most} bytes here.`, { headers: { Connection: "close" } });
