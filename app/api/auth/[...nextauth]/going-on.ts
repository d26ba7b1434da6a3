/**
 * A redirect to the issuer as a page that goes there by itself: browsers hold every further redirect of a form to the sites
 * that forms may be sent to, and an issuer sends people on to sites that nobody here knows of.
 */
export function goingOn(answer: Response): Response {
  const to = answer.headers.get("location");
  if (!to) return answer;
  const headers = new Headers(answer.headers);
  headers.delete("location");
  headers.set("Refresh", `0; url=${to}`);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Single sign-on</title><p>Going on to the single sign-on. <a href="${inAttribute(to)}">Go there now</a> if nothing happens.</p></html>`;
  return new Response(page, { status: 200, headers });
}

const inAttribute = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
