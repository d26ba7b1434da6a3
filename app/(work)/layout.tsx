import type { ReactNode } from "react";
import { DemoNotice } from "#components/shell/demo-notice";
import { DeputyNotice } from "#components/shell/deputy-notice";
import { Footer } from "#components/shell/footer";
import { KeepSession } from "#components/shell/keep-session";
import { LeaveTogether } from "#components/shell/leave-together";
import { Masthead } from "#components/shell/masthead";
import { OwnCopies } from "#components/shell/own-copies";
import { RecomputingNotice } from "#components/shell/recomputing-notice";
import { Shortcuts } from "#components/ui/shortcuts";
import { Toaster } from "#components/ui/toast";
import { loadShell } from "../load-shell";
import { reader } from "../reader";

/** The frame of every page behind the sign-in. It admits nobody: each page asks for itself. */
export default async function WorkLayout({ children }: { children: ReactNode }) {
  const [{ theme, zone }, shell] = await Promise.all([reader(), loadShell()]);
  return (
    <>
      <Masthead shell={shell} theme={theme} />
      {shell?.simulated ? <DemoNotice /> : null}
      {shell?.deputyships.length ? <DeputyNotice deputyships={shell.deputyships} /> : null}
      {shell?.recomputing ? <RecomputingNotice {...shell.recomputing} /> : null}
      <main className="page" id="main" tabIndex={-1}>
        {children}
      </main>
      <Footer zone={zone} shortcuts={shell !== null} />
      {shell ? <KeepSession /> : null}
      {shell ? <OwnCopies viewer={shell.person.id} /> : null}
      {shell ? <LeaveTogether /> : null}
      <Shortcuts />
      <Toaster />
    </>
  );
}
