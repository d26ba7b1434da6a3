import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { StartError } from "#server/platform/start-error";

const Count = z.number().int().nonnegative();

/** One change: at a position, so many characters deleted, then text inserted. Positions count Unicode code points. */
const Patch = z.tuple([Count, Count, z.string()]).rest(z.unknown());

const Trace = z.object({
  startContent: z.string().default(""),
  endContent: z.string(),
  txns: z
    .array(
      z.object({
        /** The transactions it applies to the merge of; the one before it where a trace has one writer. */
        parents: z.array(Count).optional(),
        agent: Count.default(0),
        patches: z.array(Patch),
      }),
    )
    .superRefine((txns, context) => {
      const at = txns.findIndex(({ parents = [] }, index) => parents.some((parent) => parent >= index));
      if (at >= 0) context.addIssue({ code: "custom", path: [at, "parents"], message: "must stand before it" });
    }),
});

export type Trace = z.infer<typeof Trace>;
export type Patches = Trace["txns"][number]["patches"];

/** Reads a trace as josephg/editing-traces has them, gzipped or not. @throws {StartError} where it is no such trace */
export function readTrace(file: string): Trace {
  const read = Trace.safeParse(contentOf(file));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new StartError(`${file} is no editing trace: ${issue?.path.join(".")}: ${issue?.message}`);
}

function contentOf(file: string): unknown {
  try {
    const data = readFileSync(file);
    const text = data[0] === 0x1f && data[1] === 0x8b ? gunzipSync(data) : data;
    return JSON.parse(text.toString());
  } catch (error) {
    throw new StartError(`${file} is no editing trace: ${error instanceof Error ? error.message : error}`);
  }
}

/** What a transaction was made upon. */
export function parentsOf({ txns }: Trace, index: number): readonly number[] {
  return txns[index]?.parents ?? (index > 0 ? [index - 1] : []);
}
