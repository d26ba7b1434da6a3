import { writeMillion } from "./million";

/** In a process of its own, so that what is measured afterwards does not hold what this held. */
const [, , shared = "", file = ""] = process.argv;
await writeMillion(shared, file);
