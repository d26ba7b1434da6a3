import Link from "next/link";
import { ShortcutsHint } from "#components/ui/shortcuts";

/** With `shortcuts`, for who is signed in: their account is here too, since a phone's masthead has no room for a name. */
export function Footer({ zone, shortcuts }: { zone: string; shortcuts: boolean }) {
  return (
    <footer className="foot page">
      <div className="row between">
        <span>Times in {zone === "UTC" ? "UTC" : `${zone.replaceAll("_", " ")}; hover for UTC`}.</span>
        <span className="row">
          <Link href="/how-you-are-scored">How you are scored</Link>
          {shortcuts ? (
            <>
              <Link href="/exchange">Import and export</Link>
              <a href="/api/v1/docs">API</a>
              <Link href="/account">Your account</Link>
              <ShortcutsHint />
            </>
          ) : null}
        </span>
      </div>
    </footer>
  );
}
