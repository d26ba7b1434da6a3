import { readUpload, type Upload } from "#server/briefs/read-upload";
import { AppError } from "#server/platform/errors";

/** A process of its own for the reading of one text: see `read-apart`, which starts it, checks what it says and ends it. */
process.once("message", (given: Upload) => process.send?.(read(given)));
process.once("disconnect", () => process.exit(1));

function read(given: Upload) {
  try {
    return { read: readUpload(given) };
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, message: error.message, field: error.field } };
    return { failed: true };
  }
}
