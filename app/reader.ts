import { cookies } from "next/headers";
import { parseTheme, parseZone, THEME_COOKIE, type Theme, ZONE_COOKIE } from "#components/ui/preferences";
import { chosenTimeZone } from "#server/identity/session";

interface Reader {
  theme: Theme;
  /** IANA name: the account's choice, else the browser's as its cookie tells. */
  zone: string;
  /** Chosen for the account: the browser does not correct it. */
  zoneChosen: boolean;
}

/** How this reader wants pages: known before the first byte, so nothing flashes or jumps. */
export async function reader(): Promise<Reader> {
  const [jar, chosen] = await Promise.all([cookies(), chosenTimeZone()]);
  const zone = parseZone(chosen ?? jar.get(ZONE_COOKIE)?.value);
  return { theme: parseTheme(jar.get(THEME_COOKIE)?.value), zone, zoneChosen: chosen !== null };
}
