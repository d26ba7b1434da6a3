import { z } from "zod";

const Answer = z.object({ importId: z.string() });
const Refusal = z.object({ message: z.string() });

export type Sent = { importId: string } | { problem: string | null };

/**
 * Sends a file's bytes as they are. By XMLHttpRequest, since fetch does not say how far it is.
 *
 * @param onShare told how much of it has gone, in [0, 1]
 * @returns the answer to come: `problem` null when it was stopped
 */
export function send(
  teamId: string,
  file: File,
  onShare: (share: number) => void,
): { answer: Promise<Sent>; stop(): void } {
  const request = new XMLHttpRequest();
  const answer = new Promise<Sent>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () =>
      resolve({
        problem: "The server could not be reached. Check the connection and try again; nothing was imported.",
      });
    request.onabort = () => resolve({ problem: null });
  });
  request.open("POST", `/api/exchange/upload?${new URLSearchParams({ team: teamId, name: file.name })}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
  return { answer, stop: () => request.abort() };
}

function answerOf({ status, responseText }: XMLHttpRequest): Sent {
  const body = parsed(responseText);
  const good = Answer.safeParse(body);
  if (status === 200 && good.success) return good.data;
  const refusal = Refusal.safeParse(body);
  return { problem: refusal.success ? refusal.data.message : "The server did not take this file. Try again." };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no answer of ours
  }
}
