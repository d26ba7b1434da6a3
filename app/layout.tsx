import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./styles/globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ReaderZone } from "#components/ui/reader-zone";
import { reader } from "./reader";

export const metadata: Metadata = {
  title: { default: "Bellwether", template: "%s · Bellwether" },
  description: "Turns a brief into scenarios, puts a probability on each and keeps the score.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, zone, zoneChosen } = await reader();
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <body>
        <ReaderZone zone={zone} chosen={zoneChosen}>
          {children}
        </ReaderZone>
      </body>
    </html>
  );
}
