"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { CiteInRationale } from "#components/editor/cite-in-rationale";
import { AddToScenario } from "#components/scenario/add-to-scenario";
import { NewScenario, type PickedQuote } from "#components/scenario/new-scenario";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { type SelectedSpan, selectedSpan } from "./selection-span";

interface QuoteDeskProps {
  may: {
    /** Make scenarios of words. */
    write: boolean;
    /** Take words into a rationale. */
    cite: boolean;
  };
  briefId: string;
  versionId: string;
  language: string;
  /** The version's canonical text. */
  text: string;
  scenarios: readonly { id: string; number: number; statement: string }[];
  /** Quotes that lost their words: picked words can take their place. */
  orphans: readonly { id: string; scenario: { id: string; number: number }; exact: string }[];
  children: ReactNode;
}

interface Picked extends SelectedSpan {
  /** Where the bar stands, from the top left of the desk, in pixels. */
  top: number;
  left: number;
}

type Open = { kind: "new" | "add" | "cite"; quote: PickedQuote } | null;

/**
 * Turns words of the brief into scenarios. Selected words get a bar of what one can do with them (`n` makes a
 * scenario); any button inside with `data-quote="start-end"` does the same for words that need no selecting.
 */
export function QuoteDesk({ may, briefId, versionId, language, text, scenarios, orphans, children }: QuoteDeskProps) {
  const router = useRouter();
  const root = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [open, setOpen] = useState<Open>(null);

  useEffect(() => {
    let pressing = false;
    const look = () => {
      const desk = root.current;
      const selection = document.getSelection();
      const span = desk && selectedSpan(desk, selection, text);
      if (!desk || !span || !selection) return setPicked(null);
      const words = selection.getRangeAt(0).getClientRects()[0];
      const frame = desk.getBoundingClientRect();
      setPicked({
        ...span,
        top: (words?.top ?? frame.top) - frame.top,
        left: Math.max(0, (words?.left ?? frame.left) - frame.left),
      });
    };
    // While the pointer is down the bar would stand in its way.
    const down = () => {
      pressing = true;
    };
    const up = () => {
      pressing = false;
      look();
    };
    const change = () => {
      if (!pressing) look();
    };
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    document.addEventListener("selectionchange", change);
    return () => {
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
      document.removeEventListener("selectionchange", change);
    };
  }, [text]);

  // Which quote and card the address names, shown on both: the marker's own id reaches only one of them.
  useEffect(() => {
    const show = () => {
      const number = /^#[as](\d+)$/.exec(location.hash)?.[1];
      for (const marked of root.current?.querySelectorAll<HTMLElement>("[data-scenarios]") ?? [])
        marked.classList.toggle(
          "on",
          number !== undefined && (marked.dataset.scenarios ?? "").split(" ").includes(number),
        );
    };
    show();
    // The router keeps an address of its own and would put it back at its next refresh: it is told of the new one, and
    // asked again for what it may have been fetching meanwhile.
    const move = () => {
      history.replaceState(null, "", location.href);
      router.refresh();
      show();
    };
    addEventListener("hashchange", move);
    return () => removeEventListener("hashchange", move);
  });

  const quoteOf = ({ start, end }: SelectedSpan): PickedQuote => ({
    briefVersionId: versionId,
    start,
    end,
    exact: text.slice(start, end),
  });
  const begin = (kind: "new" | "add" | "cite", span: SelectedSpan) => {
    setOpen({ kind, quote: quoteOf(span) });
    setPicked(null);
  };

  useEffect(() => {
    const desk = root.current;
    const press = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-quote]") : null;
      const [, start, end] = /^(\d+)-(\d+)$/.exec(button?.dataset.quote ?? "") ?? [];
      if (!start || !end) return;
      const span = { start: Number(start), end: Number(end) };
      const kind = button?.dataset.act === "add" ? "add" : "new";
      setOpen({ kind, quote: { briefVersionId: versionId, ...span, exact: text.slice(span.start, span.end) } });
      setPicked(null);
    };
    desk?.addEventListener("click", press);
    return () => desk?.removeEventListener("click", press);
  }, [versionId, text]);

  return (
    <div className="quote-desk" ref={root}>
      {children}
      {picked ? (
        <div
          className="selpop pop"
          role="toolbar"
          aria-label="Selected text"
          onMouseDown={(event) => event.preventDefault()}
          style={{ top: picked.top, left: picked.left }}
        >
          {may.write ? (
            <Button variant="primary" small data-shortcut="n" onClick={() => begin("new", picked)}>
              New scenario <kbd>N</kbd>
            </Button>
          ) : null}
          {may.cite ? (
            <Button variant="quiet" small data-shortcut="c" onClick={() => begin("cite", picked)}>
              Cite in a rationale
            </Button>
          ) : null}
          {may.write && scenarios.length > 0 ? (
            <Button variant="quiet" small onClick={() => begin("add", picked)}>
              Add to scenario
            </Button>
          ) : null}
          <Button
            variant="quiet"
            small
            className="opt"
            onClick={() => {
              void navigator.clipboard.writeText(quoteOf(picked).exact).then(() => toast("Quote copied."));
            }}
          >
            Copy quote
          </Button>
        </div>
      ) : null}
      <CiteInRationale
        scenarios={scenarios}
        words={open?.kind === "cite" ? carriedOf(open.quote) : null}
        onClose={() => setOpen(null)}
      />
      <NewScenario
        briefId={briefId}
        language={language}
        quote={open?.kind === "new" ? open.quote : null}
        onClose={() => setOpen(null)}
      />
      <AddToScenario
        scenarios={scenarios}
        orphans={orphans}
        quote={open?.kind === "add" ? open.quote : null}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}

function carriedOf({ briefVersionId, start, end, exact }: PickedQuote) {
  return { version: briefVersionId, start, end, exact };
}
