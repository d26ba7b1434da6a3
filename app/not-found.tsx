import type { Metadata } from "next";
import { Masthead } from "#components/shell/masthead";
import { ButtonLink } from "#components/ui/button";
import { PageHead } from "#components/ui/page-head";
import { loadShell } from "./load-shell";
import { reader } from "./reader";

export const metadata: Metadata = { title: "Not found" };

/** The same words for what is not there and for what one may not see: the difference would itself tell something. */
export default async function NotFound() {
  const [{ theme }, shell] = await Promise.all([reader(), loadShell()]);
  return (
    <>
      <Masthead shell={shell} theme={theme} />
      <main className="page" id="main" tabIndex={-1}>
        <PageHead
          title="There is nothing here for you"
          lead="The address may be wrong, the page may have moved, or it belongs to a team you are not in. If someone sent you this link, ask them which team it is from."
        />
        <ButtonLink href="/">Go to your desk</ButtonLink>
      </main>
    </>
  );
}
