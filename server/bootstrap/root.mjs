import { fileURLToPath } from "node:url";

/** The project's folder. Written so that a Node too old for the rest still gets as far as being told so. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
