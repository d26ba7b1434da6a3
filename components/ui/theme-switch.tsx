"use client";

import { useState } from "react";
import { remember, THEME_COOKIE, THEMES, type Theme } from "./preferences";

/** System, light, dark, system …; the choice is a cookie, so the next page comes in it. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const [current, setCurrent] = useState(theme);
  function next() {
    const chosen = THEMES[(THEMES.indexOf(current) + 1) % THEMES.length] ?? "system";
    remember(THEME_COOKIE, chosen);
    if (chosen === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    setCurrent(chosen);
  }
  return (
    <button type="button" className="plain" onClick={next}>
      Theme<span className="theme-name">: {current}</span>
    </button>
  );
}
