import { Present } from "#core/rationale";

/** Somebody else's caret, under the name that the server gave them. */
export function caret(user: unknown): HTMLElement {
  const present = Present.safeParse(user);
  const element = document.createElement("span");
  element.className = "caret";
  element.dataset.who = present.data?.name ?? "";
  element.style.setProperty("--cc", `var(--series-${present.data?.series ?? 1})`);
  return element;
}

/** What they have selected. */
export function caretSelection(user: unknown) {
  const series = Present.safeParse(user).data?.series ?? 1;
  return { class: "theirs", style: `--cc: var(--series-${series})` };
}
