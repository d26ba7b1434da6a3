"use client";

import { useEffect } from "react";
import { forgetCopies } from "#components/editor/device-copies";

/** Whoever used this browser before and did not sign out leaves nothing to its next reader. */
export function OwnCopies({ viewer }: { viewer: string }) {
  useEffect(() => void forgetCopies((copy) => copy.viewer !== viewer), [viewer]);
  return null;
}
