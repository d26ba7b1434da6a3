/** How long after a refresh something that changes counts as changed by it, in milliseconds. */
const WITHIN = 3000;

/** Tints for a second what a refresh changes inside elements marked `data-live`. Returns what ends the watching. */
export function tintChanges(): () => void {
  const observer = new MutationObserver((mutations) => {
    const changed = new Set<Element>();
    for (const { target } of mutations) {
      const element = target instanceof Element ? target : target.parentElement;
      const live = element?.closest("[data-live]");
      if (live) changed.add(live);
    }
    for (const element of changed) {
      element.classList.add("changed");
      element.addEventListener("animationend", () => element.classList.remove("changed"), { once: true });
    }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  const timer = setTimeout(() => observer.disconnect(), WITHIN);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
