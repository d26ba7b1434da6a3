import type { Choice } from "#components/ui/choices";

/** The two ways to resolve. */
export const resolveTabs = (current: "one" | "many"): Choice[] => [
  { label: "One by one", href: "/resolve", current: current === "one" },
  { label: "Many at once", href: "/resolve/many", current: current === "many" },
];
