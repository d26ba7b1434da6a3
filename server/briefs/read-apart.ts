import { type ReadUpload, tooLargeToRead, type Upload } from "#server/briefs/read-upload";
import { type ChildEnd, type ChildTask, childTask } from "#server/platform/child-task";
import { AppError, type ErrorCode } from "#server/platform/errors";
import { turnstile } from "#server/platform/turnstile";

/** An article of 2 MB takes a second and 100 MB; a page that takes this much is made to. */
const READER: ChildTask = { worker: "briefs/brief-worker", memory: 256, patience: 20_000 };
/** Texts read at a time, and those that may wait for it. */
const AT_ONCE = 2;
const MOST_WAITING = 8;

type Answer =
  | { read: ReadUpload }
  | { refused: { code: ErrorCode; message: string; field?: string } }
  | { failed: true };

const inTurn = turnstile({
  atOnce: AT_ONCE,
  mostWaiting: MOST_WAITING,
  full: () => new AppError("TOO_MANY", "Many texts are being read just now. Wait a moment, then try again."),
});

/**
 * Reads what a person pasted or chose, in a process of its own: a text that is made to take all time and memory takes neither from
 * anybody else.
 *
 * @throws {AppError} as `readUpload` does, and where the reading had to be ended or failed: INVALID, naming the text and what
 *   to do; TOO_MANY where too many wait already
 */
export async function readApart(
  upload: Upload,
  reader: Omit<typeof READER, "patience"> & { patience: number } = READER,
) {
  const large = tooLargeToRead(upload);
  if (large) throw large;
  return inTurn(async () => outcome(await childTask(reader, upload), upload));
}

function outcome(end: ChildEnd, upload: Upload): ReadUpload {
  const what = upload.kind === "file" ? `“${upload.name}”` : "This text";
  if ("ended" in end) {
    const took = {
      time: "takes too long to read",
      memory: "takes too much memory to read",
      fault: "could not be read",
    };
    throw new AppError("INVALID", `${what} ${took[end.ended]}. ${INSTEAD}`, "text");
  }
  const answer = end.answer as Answer; // our own worker's
  if ("read" in answer) return answer.read;
  if ("failed" in answer) throw new AppError("INVALID", `${what} could not be read. ${INSTEAD}`, "text");
  const { code, message, field } = answer.refused;
  throw new AppError(code, message, field);
}

const INSTEAD = "Paste the words of the article as plain text: at most 2 MB, without the page around them.";
