const HERE = "http://here.invalid";

/** The same for a whole address, as next-auth keeps it: elsewhere than at `origin` it is `/`. */
export function safeNextAt(url: unknown, origin: string): string {
  return safeNext(typeof url === "string" && url.startsWith(`${origin}/`) ? url.slice(origin.length) : url);
}

/**
 * Where a person goes after the door: a path inside the application, or `/`. Whatever could lead elsewhere (another host,
 * a scheme, a backslash that browsers read as a slash) or round in circles is `/`.
 */
export function safeNext(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, HERE)) return "/";
  const { origin, pathname, search, hash } = new URL(wanted, HERE);
  if (origin !== HERE || pathname.startsWith("//")) return "/";
  if (pathname === "/sign-in" || pathname === "/api" || pathname.startsWith("/api/")) return "/";
  return pathname + search + hash;
}
