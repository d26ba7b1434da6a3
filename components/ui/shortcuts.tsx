"use client";

import { useEffect, useState } from "react";
import { Dialog } from "./dialog";
import { currentItem, findShortcuts, findWritingKeys, isTyping, moveItem, pressShortcut } from "./shortcut-registry";

interface Listed {
  keys: string;
  label: string;
}

const ALWAYS: readonly Listed[] = [
  { keys: "j", label: "Next in the list" },
  { keys: "k", label: "Previous in the list" },
  { keys: "?", label: "These shortcuts" },
];
const SEQUENCE_MS = 1200;

/**
 * Keys for the whole page, and the sheet that lists them. What a key does is said where it is done:
 * any element with `data-shortcut="f"` (or `"g l"`, one after the other) is pressed or focused by it; the sheet
 * names it by `data-shortcut-label`, its accessible name or its text. `j` and `k` walk elements with `data-item`.
 */
export function Shortcuts() {
  const [listed, setListed] = useState<readonly Listed[] | null>(null);
  const writing = listed ? findWritingKeys() : [];
  useEffect(() => {
    let pending = "";
    let pendingUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const now = performance.now();
      const sequence = pending && now < pendingUntil ? `${pending} ${event.key}` : event.key;
      pending = "";
      if (sequence === "?") setListed([...findShortcuts(), ...ALWAYS]);
      else if (sequence === "j" || sequence === "k") moveItem(sequence === "j" ? 1 : -1);
      else if (event.key === "g" && sequence === "g") {
        pending = "g";
        pendingUntil = now + SEQUENCE_MS;
        return;
      } else if (!pressShortcut(sequence, currentItem())) return;
      event.preventDefault();
    };
    const open = () => setListed([...findShortcuts(), ...ALWAYS]);
    document.addEventListener("keydown", onKey);
    document.addEventListener("shortcuts", open);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("shortcuts", open);
    };
  }, []);
  return (
    <Dialog open={listed !== null} onClose={() => setListed(null)} title="Keys">
      <dl className="facts small mt-4">
        {listed?.map(({ keys, label }) => (
          <div key={keys} className="contents">
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      {writing.length > 0 ? (
        <>
          <h3 className="b small mt-4">While writing</h3>
          <dl className="facts small">
            {writing.map(({ keys, label }) => (
              <div key={label} className="contents">
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </Dialog>
  );
}

function Keys({ keys }: { keys: string }) {
  const [first, second] = keys.split(" ");
  return (
    <>
      <kbd>{first?.toUpperCase()}</kbd>
      {second ? (
        <>
          {" then "}
          <kbd>{second.toUpperCase()}</kbd>
        </>
      ) : null}
    </>
  );
}

/** In the footer: the way to the sheet for those who do not guess the key. */
export function ShortcutsHint() {
  return (
    <button type="button" className="plain wide" onClick={() => document.dispatchEvent(new Event("shortcuts"))}>
      Press <kbd>?</kbd> for shortcuts
    </button>
  );
}
