import { quoted } from "#core/world";

/** Where a text stops being a world file, so that nothing after it can be understood. */
export class UnreadableWorld extends Error {
  override readonly name = "UnreadableWorld";
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** Characters of one element: a brief has at most 20 million, and escapes take room. */
const MOST_CHARACTERS = 64 * 1024 * 1024;
const CODE = { quote: 34, comma: 44, colon: 58, openList: 91, backslash: 92, closeList: 93, open: 123, close: 125 };

type Expect =
  | "start"
  | "first key"
  | "key"
  | "colon"
  | "value"
  | "first element"
  | "element"
  | "after element"
  | "rest"
  | "nothing";

/**
 * Takes a JSON object apart while it arrives: each element of an array in it is given out by itself and forgotten, so
 * that a file of any length needs the room of its longest element.
 */
export class JsonSections {
  #expect: Expect = "start";
  /** A value begun and not ended: its text so far and how deep it is nested. */
  #begun: string[] | null = null;
  #length = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #key = "";
  #index = 0;
  #line = 1;
  readonly #keys = new Set<string>();

  constructor(
    private readonly to: {
      element(section: string, value: unknown, path: string, index: number): void;
      aside(key: string, value: unknown): void;
    },
  ) {}

  /** @throws {UnreadableWorld} where the text is no JSON object */
  push(text: string): void {
    let start = 0;
    let i = 0;
    while (i < text.length) {
      const code = text.charCodeAt(i);
      if (code === 10) this.#line += 1;
      if (this.#begun === null) {
        if (code === 32 || code === 10 || code === 13 || code === 9) {
          i += 1;
          continue;
        }
        if (this.#step(code)) {
          i += 1;
          continue;
        }
        this.#begun = [];
        this.#length = 0;
        this.#depth = 0;
        start = i;
      }
      const ended = this.#within(code);
      if (ended === "after") {
        this.#finish(text.slice(start, i + 1));
        i += 1;
      } else if (ended === "before") {
        this.#finish(text.slice(start, i)); // the separator is looked at again
      } else {
        i += 1;
      }
    }
    if (this.#begun !== null) {
      this.#begun.push(text.slice(start));
      this.#length += text.length - start;
      if (this.#length > MOST_CHARACTERS)
        throw this.#unreadable(`has more than ${MOST_CHARACTERS} characters in one piece`);
    }
  }

  /** @throws {UnreadableWorld} where the text ends too early */
  end(): void {
    if (this.#expect !== "nothing") throw this.#unreadable("ends before the object does");
  }

  /** Between values. @returns whether the character was one of the object's own; otherwise a value begins with it */
  #step(code: number): boolean {
    switch (this.#expect) {
      case "start":
        if (code !== CODE.open) throw new UnreadableWorld("$", "a world file is a JSON object");
        this.#expect = "first key";
        return true;
      case "first key":
      case "key":
        if (code === CODE.quote) return false;
        if (code !== CODE.close || this.#expect === "key") throw this.#unexpected(code, "a key in quotes");
        this.#expect = "nothing";
        return true;
      case "colon":
        if (code !== CODE.colon) throw this.#unexpected(code, "a colon");
        this.#expect = "value";
        return true;
      case "value":
        if (code !== CODE.openList) return this.#refuseSeparator(code);
        this.#index = 0;
        this.#expect = "first element";
        return true;
      case "first element":
        if (code !== CODE.closeList) return this.#refuseSeparator(code);
        this.#expect = "rest";
        return true;
      case "element":
        return this.#refuseSeparator(code);
      case "after element":
        if (code === CODE.comma) this.#expect = "element";
        else if (code === CODE.closeList) this.#expect = "rest";
        else throw this.#unexpected(code, "a comma or the end of the array");
        return true;
      case "rest":
        if (code === CODE.comma) this.#expect = "key";
        else if (code === CODE.close) this.#expect = "nothing";
        else throw this.#unexpected(code, "a comma or the end of the object");
        return true;
      case "nothing":
        throw this.#unexpected(code, "the end of the file");
    }
  }

  #refuseSeparator(code: number): false {
    if (code === CODE.comma || code === CODE.closeList || code === CODE.close || code === CODE.colon)
      throw this.#unexpected(code, "a value");
    return false;
  }

  /** Within a value. @returns whether it ended with this character, or before it */
  #within(code: number): "after" | "before" | null {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (code === CODE.backslash) this.#escaped = true;
      else if (code === CODE.quote) {
        this.#inString = false;
        return this.#depth === 0 ? "after" : null;
      }
      return null;
    }
    if (code === CODE.quote) this.#inString = true;
    else if (code === CODE.open || code === CODE.openList) this.#depth += 1;
    else if (code === CODE.close || code === CODE.closeList) {
      if (this.#depth === 0) return "before";
      this.#depth -= 1;
      return this.#depth === 0 ? "after" : null;
    } else if (this.#depth === 0 && (code === CODE.comma || code === CODE.colon)) return "before";
    return null;
  }

  #finish(last: string): void {
    const text = `${this.#begun?.join("") ?? ""}${last}`;
    this.#begun = null;
    const value = this.#parse(text);
    if (this.#expect === "first key" || this.#expect === "key") {
      this.#key = String(value);
      if (this.#keys.has(this.#key)) throw this.#unreadable("stands in the file twice");
      this.#keys.add(this.#key);
      this.#expect = "colon";
    } else if (this.#expect === "value") {
      this.to.aside(this.#key, value);
      this.#expect = "rest";
    } else {
      this.to.element(this.#key, value, this.#path(), this.#index);
      this.#index += 1;
      this.#expect = "after element";
    }
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw this.#unreadable(`is not JSON: ${error instanceof Error ? error.message : error}`);
    }
  }

  #path(): string {
    return `${this.#key}[${this.#index}]`;
  }

  #unexpected(code: number, wanted: string): UnreadableWorld {
    return this.#unreadable(`is not JSON: ${wanted} has to come here, not ${quoted(String.fromCharCode(code))}`);
  }

  #unreadable(message: string): UnreadableWorld {
    const inList = this.#expect.endsWith("element");
    return new UnreadableWorld(inList ? this.#path() : this.#key || "$", `${message} (line ${this.#line})`);
  }
}
