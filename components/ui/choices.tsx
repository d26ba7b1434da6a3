import Link from "next/link";

export interface Choice {
  label: string;
  href: string;
  current: boolean;
}

function links(choices: readonly Choice[], mark: "page" | "true") {
  return choices.map((choice) => (
    <Link key={choice.href} href={choice.href} aria-current={choice.current ? mark : undefined} scroll={false}>
      {choice.label}
    </Link>
  ));
}

/** Views of one page as links: they can be shared, opened aside and read without script. */
export function Tabs({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {links(choices, "page")}
    </nav>
  );
}

/** The same for two or three ways to draw one thing. */
export function Seg({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav className="seg" aria-label={label}>
      {links(choices, "true")}
    </nav>
  );
}
