import type { ChainLink } from "#components/ui/chain";

interface ChainOf {
  briefId: string;
  briefTitle: string;
  briefVersion: number | null;
  newestBrief: boolean;
  quote: { exact: string; passage: number | null; orphaned: boolean } | null;
  scenarioId: string;
  number: number;
}

const LONGEST_QUOTE = 64;

/** brief › passage › scenario, and what is below it. The last one is where the reader is. */
export function chainOf(chain: ChainOf, below?: string): ChainLink[] {
  const { briefId, briefTitle, briefVersion, newestBrief, quote, scenarioId, number } = chain;
  const brief = `/briefs/${briefId}${newestBrief || briefVersion === null ? "" : `?version=${briefVersion}`}`;
  const scenario = `Scenario ${number}`;
  return [
    { label: briefTitle, href: brief },
    ...(quote
      ? [{ label: quoteLabel(quote), href: `${brief}#${quote.orphaned ? "orphans" : `a${number}`}`, quoted: true }]
      : []),
    below ? { label: scenario, href: `/scenarios/${scenarioId}` } : { label: scenario },
    ...(below ? [{ label: below }] : []),
  ];
}

function quoteLabel({ exact, passage }: { exact: string; passage: number | null }): string {
  const words = exact.length > LONGEST_QUOTE ? `${exact.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/u, "")} …` : exact;
  return `${passage === null ? "" : `¶${passage} `}“${words}”`;
}
