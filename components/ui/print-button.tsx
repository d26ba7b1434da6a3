"use client";

import { Button } from "./button";
import { useHydrated } from "./use-hydrated";

/** Opens the browser's print window; its own menu does the same without script. */
export function PrintButton({ children = "Print" }: { children?: string }) {
  const ready = useHydrated();
  return (
    <Button type="button" small disabled={!ready} onClick={() => window.print()}>
      {children}
    </Button>
  );
}
