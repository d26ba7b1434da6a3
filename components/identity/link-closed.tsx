import { ButtonLink } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { Door } from "./door";

/** Behind a link that does not open: why, and where else to go. */
export function LinkClosed({ why, instead }: { why: string; instead?: string }) {
  return (
    <Door title="This link does not open" lead={instead}>
      <div className="stack-4">
        <Note kind="warn">{why}</Note>
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
      </div>
    </Door>
  );
}
