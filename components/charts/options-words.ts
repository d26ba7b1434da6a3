import { counted, percent } from "#components/ui/format";
import type { OptionsData } from "./options-geometry";

/** What the history of the options shows, in words. */
export function optionsInWords({ options, crowd, mine }: OptionsData): string {
  const sentences: string[] = [];
  const last = crowd?.at(-1)?.crowd;
  if (last) {
    const first = likeliest(crowd?.[0]?.crowd.values ?? []);
    const now = likeliest(last.values);
    const led = first && now && first.option !== now.option ? `, where it was ${options[first.option]}` : "";
    if (now) {
      sentences.push(
        `The crowd thinks ${options[now.option]} likeliest, at ${percent(now.share)}${led}; ${counted(last.count, "person", "people")} now.`,
      );
    }
  } else if (crowd) sentences.push("Nobody has forecast yet.");
  const stated = mine.findLast((event) => event.kind !== "reaffirmation");
  if (stated?.kind === "forecast") {
    const own = likeliest(stated.value);
    if (own) sentences.push(`You think ${options[own.option]} likeliest, at ${percent(own.share)}.`);
  } else if (stated) sentences.push("You withdrew.");
  return sentences.length > 0 ? sentences.join(" ") : "You have not forecast yet.";
}

function likeliest(shares: readonly (number | null)[]): { option: number; share: number } | null {
  return shares.reduce<{ option: number; share: number } | null>(
    (best, share, option) => (share !== null && (best === null || share > best.share) ? { option, share } : best),
    null,
  );
}
