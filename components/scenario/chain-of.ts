import type { ChainLink } from "#components/ui/chain";

interface ChainOf {
  briefId: string;
  briefTitle: string;
  quote: { exact: string; passage: number | null } | null;
  scenarioId: string;
  number: number;
}

const LONGEST_QUOTE = 64;

/** brief › passage › scenario, and what is below it. The last one is where the reader is. */
export function chainOf(chain: ChainOf, below?: string): ChainLink[] {
  const { briefId, briefTitle, quote, scenarioId, number } = chain;
  const scenario = `Scenario ${number}`;
  return [
    { label: briefTitle, href: `/briefs/${briefId}` },
    ...(quote ? [{ label: quoteLabel(quote), href: `/briefs/${briefId}#a${number}`, quoted: true }] : []),
    below ? { label: scenario, href: `/scenarios/${scenarioId}` } : { label: scenario },
    ...(below ? [{ label: below }] : []),
  ];
}

function quoteLabel({ exact, passage }: { exact: string; passage: number | null }): string {
  const words = exact.length > LONGEST_QUOTE ? `${exact.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/u, "")} …` : exact;
  return `${passage === null ? "" : `¶${passage} `}“${words}”`;
}
