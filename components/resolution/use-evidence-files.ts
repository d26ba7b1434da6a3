"use client";

import { useState } from "react";
import { z } from "zod";
import { MAX_EVIDENCE_BYTES, MAX_EVIDENCE_FILES, TOO_LARGE } from "#core/evidence";

const Kept = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number(), sha256: z.string() });
export type HandedIn = z.infer<typeof Kept>;

const Refused = z.object({ message: z.string() });
const UNREACHABLE = "The server could not be reached. Check the connection and choose the file again.";

/** Files handed in for a proposal on a question before it is made: each is on the server, by its hash, once it is listed. */
export function useEvidenceFiles(questionId: string) {
  const [files, setFiles] = useState<readonly HandedIn[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function add(chosen: readonly File[]) {
    setProblem(null);
    let room = MAX_EVIDENCE_FILES - files.length;
    for (const file of chosen) {
      if (room-- <= 0) {
        setProblem(`A proposal has at most ${MAX_EVIDENCE_FILES} files.`);
        break;
      }
      setSending(file.name);
      const answer = await handIn(questionId, file);
      if (typeof answer === "string") {
        setProblem(`${file.name}: ${answer}`);
        break;
      }
      setFiles((before) => [...before, answer]);
    }
    setSending(null);
  }

  const remove = (id: string) => setFiles((before) => before.filter((file) => file.id !== id));
  return { files, sending, problem, add, remove };
}

/** @returns the file as it is kept, or why it is not */
async function handIn(questionId: string, file: File): Promise<HandedIn | string> {
  if (file.size > MAX_EVIDENCE_BYTES) return TOO_LARGE;
  try {
    const address = new URLSearchParams({ question: questionId, name: file.name.slice(-1000) });
    const answer = await fetch(`/api/evidence?${address}`, {
      method: "POST",
      body: file,
      headers: { "Content-Type": "application/octet-stream" },
    });
    const body: unknown = await answer.json();
    if (answer.ok) return Kept.parse(body);
    return Refused.parse(body).message;
  } catch {
    return UNREACHABLE;
  }
}
