/** What a browser remembers of its reader, in cookies so that the server's first byte already has it. */
export const THEME_COOKIE = "theme";
export const ZONE_COOKIE = "zone";
export const TEAM_COOKIE = "team";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** A cookie is anybody's text: what is not a theme means the system's. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/**
 * A cookie is anybody's text: what Intl does not know as a zone means UTC. A zone keeps the name that the browser gave
 * it, since servers and browsers do not agree on which of two names (Asia/Kathmandu, Asia/Katmandu) is the proper one.
 */
export function parseZone(value: string | undefined): string {
  if (!value) return "UTC";
  try {
    const zone = decodeURIComponent(value);
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}

/** Remembers a choice for a year. In the browser only. */
export function remember(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent on plain http, where a team may well try this out
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
}
