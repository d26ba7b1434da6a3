/** Somebody who can be named. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Who is named in a text: an @ and the whole name, in whatever case, with no letter or digit after it. Where one name
 * begins another the longer counts, so "@Ada First" names Ada First and not Ada.
 *
 * @returns ids, each once, in the order of their first mention
 */
export function mentionedIn(text: string, people: readonly Named[]): string[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const rest = text.slice(at + 1);
    const length = longestFirst.find(({ name }) => begins(rest, name))?.name.length;
    for (const { id, name } of people) if (name.length === length && begins(rest, name)) found.add(id);
  }
  return [...found];
}

function begins(text: string, name: string): boolean {
  if (name === "" || text.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return false;
  return !/^[\p{L}\p{N}]/u.test(text.slice(name.length));
}
