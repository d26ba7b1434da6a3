import Link from "next/link";

/** The name, with its mark: a needle on a rule. */
export function Wordmark() {
  return (
    <Link className="wordmark" href="/">
      <svg viewBox="0 0 18 20" aria-hidden="true">
        <path
          d="M1 19.25h16M1 19V14M5 19v-3M9 19v-5M13 19v-3M17 19v-5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
        />
        <path d="M10.5 1.5h5l-2.5 4zM13 4v9" fill="var(--accent)" stroke="var(--accent)" strokeWidth="1.2" />
      </svg>
      Bellwether
    </Link>
  );
}
