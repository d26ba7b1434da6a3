"use client";

import { useRouter } from "next/navigation";
import { trpc } from "#components/trpc-client";
import { PageHead } from "#components/ui/page-head";
import { toast } from "#components/ui/toast";
import type { BriefDraft } from "#core/brief/brief";
import type { BriefFields } from "./check-panel";
import { CheckStep } from "./check-step";
import { ImportSteps } from "./import-steps";
import { PasteText } from "./paste-text";
import { type Checking, useBriefText } from "./use-brief-text";

interface Team {
  id: string;
  name: string;
}

/** From a text to a saved brief in three steps: paste, check what was cut, save. */
export function ImportBrief({ teams, teamId }: { teams: readonly Team[]; teamId: string }) {
  const router = useRouter();
  const { checking, run, paste, check } = useBriefText(teamId, (draft) => fieldsOf(draft, teamId));

  function save({ upload, digest, decisions, fields }: Checking) {
    void run(async () => {
      const { briefId } = await trpc.brief.create.mutate({ upload, digest, decisions, ...fields });
      toast("Saved as version 1.");
      router.push(`/briefs/${briefId}`);
      router.refresh();
    }, "save");
  }

  if (checking)
    return <CheckStep {...check} checking={checking} lead={cutSummary} teams={teams} onSave={() => save(checking)} />;
  return (
    <>
      <PageHead
        title="New brief"
        lead="Paste the text of an analysis as you copied it, or choose its file. You see next what is kept and what is cut."
      >
        <ImportSteps at="paste" />
      </PageHead>
      <PasteText {...paste} />
    </>
  );
}

function cutSummary(cuts: number): string {
  if (cuts === 0) return "Nothing was cut. Cut what does not belong to the text.";
  return `${cuts === 1 ? "One piece reads" : `${cuts} pieces read`} like web page furniture and ${cuts === 1 ? "is" : "are"} cut. Each is shown where it stood; bring back any that belong.`;
}

function fieldsOf({ title, author, publisher, language }: BriefDraft, teamId: string): BriefFields {
  return {
    title: title ?? "",
    author: author ?? "",
    publisher: publisher ?? "",
    language: language === "und" ? "en" : language,
    teamId,
  };
}
