import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** How a task in a process of its own ended: with its answer, or before it had one. */
export type ChildEnd = { answer: unknown } | { ended: "time" | "memory" | "fault" };

export interface ChildTask {
  /** Path of the worker below server/, without its ending: `briefs/brief-worker`. */
  worker: `${string}/${string}`;
  /** Megabytes of heap that it may have. */
  memory: number;
  /** Milliseconds after which it is killed. */
  patience: number;
}

/**
 * Has a worker do one thing with something foreign, in a process that knows none of our secrets, may read nothing but the program and
 * write nothing, and is killed when it takes too long or too much. The worker takes one message and sends one back.
 */
export async function childTask({ worker, memory, patience }: ChildTask, message: object): Promise<ChildEnd> {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = fromSource ? fileURLToPath(new URL(`../${worker}.ts`, import.meta.url)) : resolve(`dist/${worker}.js`);
  const child = fork(file, [], {
    // Sources are compiled as they are loaded, which needs more rights than the program has.
    execArgv: [...(fromSource ? ["--import", "tsx"] : CONFINED), `--max-old-space-size=${memory}`],
    env: { NODE_ENV: process.env.NODE_ENV },
    // What it says could be a piece of what it reads.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
  let late = false;
  let answer: { answer: unknown } | null = null;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, patience);
  child.on("message", (said) => {
    answer = { answer: said };
    child.kill("SIGKILL"); // it has said what it had to say
  });
  child.send(message, () => {}); // a process that is gone by then tells so by its end
  const [code, signal]: (number | string | null)[] = await once(child, "exit").finally(() => clearTimeout(timer));
  if (answer) return answer;
  if (late) return { ended: "time" };
  return { ended: OUT_OF_MEMORY.has(signal) || code === 134 ? "memory" : "fault" };
}

/** How V8 and the machine end a process for it. */
const OUT_OF_MEMORY = new Set<unknown>(["SIGABRT", "SIGTRAP", "SIGKILL"]);

const CONFINED = [
  "--permission",
  `--allow-fs-read=${resolve("dist")}`,
  `--allow-fs-read=${resolve("node_modules")}`,
  `--allow-fs-read=${resolve("package.json")}`,
];
