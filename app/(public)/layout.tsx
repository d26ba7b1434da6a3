import type { ReactNode } from "react";
import { Footer } from "#components/shell/footer";
import { Masthead } from "#components/shell/masthead";
import { Shortcuts } from "#components/ui/shortcuts";
import { Toaster } from "#components/ui/toast";
import { loadShell } from "../load-shell";
import { reader } from "../reader";

/** The frame of the pages that need no account. Who has one keeps their doors while they read. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [{ theme, zone }, shell] = await Promise.all([reader(), loadShell()]);
  return (
    <>
      <Masthead shell={shell} theme={theme} />
      <main className="page" id="main" tabIndex={-1}>
        {children}
      </main>
      <Footer zone={zone} shortcuts={shell !== null} />
      <Shortcuts />
      <Toaster />
    </>
  );
}
