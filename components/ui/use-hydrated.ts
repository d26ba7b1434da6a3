import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False in the server's HTML, true once the script answers: a control that needs script is disabled until then. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
