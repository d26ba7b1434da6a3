"use client";

import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button";
import { type CarriedWords, carried, layDown } from "./cite-later";
import { citation } from "./palette";

/** Words that somebody picked in the brief to cite here: they go in where the caret is. */
export function PendingCitation({ editor, scenarioId }: { editor: Editor; scenarioId: string }) {
  const [words, setWords] = useState<CarriedWords | null>(null);
  useEffect(() => setWords(carried(scenarioId)), [scenarioId]);
  if (!words) return null;

  function done() {
    layDown();
    setWords(null);
  }
  function insert({ version, start, end, exact }: CarriedWords) {
    // Whoever has not been in the text yet goes on at its end.
    const place = editor.state.selection.from > 1 ? null : "end";
    const node = citation(version, start, end, exact);
    editor
      .chain()
      .focus(place)
      .insertContent([node, { type: "text", text: " " }])
      .run();
    done();
  }
  return (
    <section className="carried" aria-label="From the brief">
      <blockquote className="small reading">{words.exact}</blockquote>
      <div className="row">
        <Button variant="primary" small onClick={() => insert(words)}>
          Cite at the caret
        </Button>
        <Button variant="quiet" small onClick={done}>
          Discard
        </Button>
      </div>
    </section>
  );
}
