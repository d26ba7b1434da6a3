/** What the page offers by key, read from the page itself: elements say so by data attributes, nobody registers. */

const TYPING =
  "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true]";

/** Keys belong to whoever is writing, and to an open dialog or menu. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(TYPING) !== null || document.querySelector("dialog[open]") !== null;
}

function visible(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element.getClientRects().length > 0 && !element.matches(":disabled");
}

function labelOf(element: HTMLElement): string {
  const name = element.dataset.shortcutLabel ?? element.getAttribute("aria-label") ?? element.textContent ?? "";
  return name.trim();
}

/** Each shortcut of the page once, in the page's order. */
export function findShortcuts(): { keys: string; label: string }[] {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll("[data-shortcut]")) {
    if (!visible(element)) continue;
    const keys = element.dataset.shortcut ?? "";
    if (!found.has(keys)) found.set(keys, labelOf(element));
  }
  return [...found].map(([keys, label]) => ({ keys, label }));
}

/** What can be typed where the page has something to write in, in the page's order. */
export function findWritingKeys(): { keys: string; label: string }[] {
  return [...document.querySelectorAll<HTMLElement>("[data-writing-key]")].map((element) => ({
    keys: element.dataset.writingKey ?? "",
    label: element.querySelector("dd")?.textContent ?? "",
  }));
}

/** Presses or focuses what answers to `keys`: inside the current item first, then anywhere. False when nothing does. */
export function pressShortcut(keys: string, within: Element | null): boolean {
  const selector = `[data-shortcut="${CSS.escape(keys)}"]`;
  const candidates = [...(within?.querySelectorAll(selector) ?? []), ...document.querySelectorAll(selector)];
  const target = candidates.find(visible);
  if (!target) return false;
  target.focus();
  // A final act is not done by one stray key: its key goes to the button, and the next press is the act.
  if (target.matches("a, button, summary") && target.dataset.shortcutOnly !== "focus") target.click();
  return true;
}

export function currentItem(): Element | null {
  return document.querySelector("[data-item].cur");
}

/** Marks the next or previous `data-item` and puts the focus on the first link or control in it. */
export function moveItem(step: 1 | -1): void {
  const items = [...document.querySelectorAll("[data-item]")].filter(visible);
  if (items.length === 0) return;
  const now = items.findIndex((item) => item.classList.contains("cur"));
  const next = items[Math.min(items.length - 1, Math.max(0, now + step))];
  for (const item of items) item.classList.toggle("cur", item === next);
  next?.querySelector<HTMLElement>("a, button, input")?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}
