import { z } from "zod";
import { applyDecisions, DECISIONS } from "#core/brief/decisions";
import { briefTextInput } from "#server/briefs/create-brief";
import { readApart } from "#server/briefs/read-apart";
import type { Upload } from "#server/briefs/read-upload";
import { taken } from "#server/routers/rest/fields";

/** A text of 2 MB of which every letter is escaped. */
export const MOST_BRIEF_BYTES = 13 * 1024 * 1024;

export const GivenText = z
  .string()
  .max(2_100_000)
  .meta({ description: "The words of the article, as plain text or HTML." });

/** A brief as it is handed in: a text, and what it is called. */
export const GivenBrief = z.strictObject({
  text: GivenText,
  title: z.string().max(300).optional().meta({ description: "Left out: the one that the text begins with." }),
  language: z.string().max(20).optional().meta({ description: "A code such as en; left out: as the text is read." }),
  author: z.string().max(200).optional(),
  publisher: z.string().max(200).optional(),
  decisions: z
    .record(z.string().regex(/^\d{1,5}$/, "The id of a block, as the preview has it."), z.enum(DECISIONS))
    .default({})
    .meta({
      description: "By block of the preview: `keep` brings a cut back, `cut` leaves it out, `body` takes it as text.",
    }),
});

interface Before {
  title: string;
  author: string | null;
  publisher: string | null;
  language: string;
}

/** What is wrong with decisions is told by block: `decisions.3`. */
const NAMES = { digest: "text", upload: "text", "upload.text": "text" } as const;

/**
 * The same as the use case takes it: read once here, so that what is left out can be what the text says, or what the version
 * before said.
 *
 * @throws {Problem} naming the fields
 */
export const briefText = ({ text, ...said }: z.output<typeof GivenBrief>, before: Before | null = null) =>
  uploadText({ kind: "text", text }, said, before);

/** The same of a file. */
export async function uploadText(
  upload: Upload,
  given: Omit<z.output<typeof GivenBrief>, "text">,
  before: Before | null = null,
) {
  const { draft, digest } = await readApart(upload);
  const read = before ?? applyDecisions(draft, given.decisions);
  const { title, author, publisher, language } = given;
  return taken(
    briefTextInput,
    {
      upload,
      digest,
      decisions: given.decisions,
      title: title ?? read.title ?? "",
      author: author ?? read.author ?? "",
      publisher: publisher ?? read.publisher ?? "",
      language: language ?? read.language,
    },
    NAMES,
  );
}
