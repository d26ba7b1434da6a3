import type { OutgoingMessage } from "node:http";

/**
 * What every answer carries, whoever gives it: nothing is kept by a cache, framed, sniffed, run, or read by a page elsewhere. Whoever
 * answers with a page says which scripts run there; whoever answers with a file that never changes, that it may be kept.
 */
const BASE: Readonly<Record<string, string>> = {
  "Cache-Control": "private, no-store",
  "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Permissions-Policy": [
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
  ]
    .map((feature) => `${feature}=()`)
    .join(", "),
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-Permitted-Cross-Domain-Policies": "none",
};

/** By https every answer says that nothing else will do, also those that are given before anything is known but the environment. */
const headers = (): [string, string][] => [
  ...Object.entries(BASE),
  ...(process.env.APP_URL?.startsWith("https:")
    ? [["Strict-Transport-Security", "max-age=31536000; includeSubDomains"] satisfies [string, string]]
    : []),
];

export function setBaseHeaders(response: OutgoingMessage): void {
  for (const [name, value] of headers()) response.setHeader(name, value);
}

/** For answers that are written straight to a socket: no `ServerResponse` stands behind them. */
export const bareAnswer = (status: string): string =>
  `HTTP/1.1 ${status}\r\n${headers()
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}Connection: close\r\nContent-Length: 0\r\n\r\n`;
