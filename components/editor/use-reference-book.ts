"use client";

import { useEffect, useState } from "react";
import { liveHub } from "#components/live/live-hub";
import { trpc } from "#components/trpc-client";
import type { ReadReferences } from "#core/rationale-references";
import { ReferenceBook } from "./reference-book";

interface ReferenceBookOptions {
  scenarioId: string;
  viewer: string;
  /** What the page came with, and each of its refreshes. */
  references: ReadReferences;
}

/** What the open text's references say to the reader; the crowds among them follow what happens to their questions. */
export function useReferenceBook({ scenarioId, viewer, references }: ReferenceBookOptions): ReferenceBook {
  const [book] = useState(
    () =>
      new ReferenceBook(
        ({ citations, members, questions }) =>
          trpc.rationale.references.mutate({
            scenarioId,
            citations: [...citations],
            members: [...members],
            questions: [...questions],
          }),
        references,
      ),
  );
  useEffect(() => book.take(references), [book, references]);
  useEffect(() => {
    const since = Date.now();
    return liveHub(viewer, since).subscribe({
      since,
      onGap: () => book.refresh(),
      onStatus: () => {},
      onEvent({ topicId, recordId }) {
        const shown = [recordId, topicId].filter((id) => id !== null && book.showsQuestion(id));
        if (shown.length > 0) book.refresh(shown.flatMap((id) => id ?? []));
      },
    });
  }, [book, viewer]);
  return book;
}
