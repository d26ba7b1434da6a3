import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { toast } from "#components/ui/toast";
import { cleanPaste } from "./clean-paste";

/** Most characters that one paste may bring, and most bytes of HTML around them: the text itself is bounded too. */
export const LONGEST_PASTE = 200_000;
const LONGEST_HTML = 4_000_000;

/** Paste and drop from anywhere: cleaned, bounded, and with a word about what was left out. */
export const Pasting = Extension.create({
  name: "pasting",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("pasting"),
      props: {
        transformPastedHTML: (html) => {
          const { html: cleaned, images } = cleanPaste(new DOMParser().parseFromString(html, "text/html"));
          if (images > 0)
            toast(
              images === 1
                ? "A picture was left out: a rationale is words and tables."
                : `${images} pictures were left out: a rationale is words and tables.`,
            );
          return cleaned;
        },
        handleDOMEvents: {
          paste: (_view, event) => refused(event, event.clipboardData),
          drop: (_view, event) => refused(event, event.dataTransfer),
        },
      },
    }),
  ],
});

/** Whether what comes in cannot be taken at all; then it is said, and nothing else happens. */
function refused(event: Event, data: DataTransfer | null): boolean {
  const why = data && refusal(data.getData("text/plain"), data.getData("text/html"), data.files.length);
  if (!why) return false;
  event.preventDefault();
  toast(why);
  return true;
}

/** @returns what to say of a paste that is not taken; null for one that is */
export function refusal(text: string, html: string, files: number): string | null {
  if (text.length > LONGEST_PASTE || html.length > LONGEST_HTML) {
    const length = Math.max(text.length, 1).toLocaleString("en");
    return `That is too long to paste at once: ${length} characters, at most ${LONGEST_PASTE.toLocaleString("en")}. Paste it in parts.`;
  }
  if (files > 0 && text === "" && html === "")
    return "Pictures and files cannot go into a rationale: it is words and tables.";
  return null;
}
