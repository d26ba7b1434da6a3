/** Asked in this order: most browsers also say that they are the ones below them. */
const BROWSERS = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
] as const;

const SYSTEMS = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Mac", /\bMac OS X\b|\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** A User-Agent as people know it: "Firefox on Linux". Nothing of what it says of itself is kept but these words. */
export function browserWords(userAgent: string | null | undefined): string {
  const said = userAgent ?? "";
  const browser = BROWSERS.find(([, mark]) => mark.test(said))?.[0] ?? "Another browser";
  const system = SYSTEMS.find(([, mark]) => mark.test(said))?.[0];
  return system ? `${browser} on ${system}` : browser;
}
