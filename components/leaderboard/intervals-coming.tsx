"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const FIRST_MS = 1000;
const LONGEST_MS = 8000;

/** While intervals are being worked out: says so, and asks again less and less often until they are there. */
export function IntervalsComing() {
  const router = useRouter();
  const [wait, setWait] = useState(FIRST_MS);
  useEffect(() => {
    const timer = setTimeout(() => {
      router.refresh();
      setWait(Math.min(LONGEST_MS, wait * 1.5));
    }, wait);
    return () => clearTimeout(timer);
  }, [router, wait]);
  return (
    <p className="small muted mt-3" role="status">
      The scores are complete. Their intervals are being worked out and will appear here.
    </p>
  );
}
