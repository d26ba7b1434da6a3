/** What happened in a thread beside a rationale, as stored. `by` is a member id; instants are in milliseconds since the epoch. */
export interface ThreadEntry {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly kind: "COMMENT" | "REWORDING" | "WITHDRAWAL" | "RESOLVED" | "REOPENED";
  /** The comment that a rewording or withdrawal is about. */
  readonly commentId: string | null;
  /** Of a comment and a rewording; null once their author was erased. */
  readonly body: string | null;
}

export interface ThreadComment {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  /** Null while its author has taken it back: its place stays. */
  readonly body: string | null;
  /** When its words were last changed. */
  readonly rewordedAt: number | null;
}

export interface Thread {
  readonly comments: readonly ThreadComment[];
  /** Null while the thread is open. */
  readonly resolved: { readonly by: string; readonly at: number } | null;
}

/**
 * What a thread says now.
 *
 * @param entries in order
 * @throws {RangeError} on an entry about a comment that is not there
 */
export function threadOf(entries: readonly ThreadEntry[]): Thread {
  const comments = new Map<string, ThreadComment>();
  /** The latest words of each comment, withdrawn or not. */
  const said = new Map<string, string | null>();
  let resolved: Thread["resolved"] = null;
  for (const { id, by, at, kind, commentId, body } of entries) {
    const about = comments.get(commentId ?? "");
    if (commentId !== null && !about) throw new RangeError(`entry ${id} is about a comment that is not in its thread`);
    switch (kind) {
      case "COMMENT":
        comments.set(id, { id, by, at, body, rewordedAt: null });
        said.set(id, body);
        break;
      case "REWORDING":
        if (!about) break;
        // The same words again give a withdrawn comment back as it was.
        comments.set(about.id, { ...about, body, rewordedAt: said.get(about.id) === body ? about.rewordedAt : at });
        said.set(about.id, body);
        break;
      case "WITHDRAWAL":
        if (about) comments.set(about.id, { ...about, body: null });
        break;
      case "RESOLVED":
        resolved = { by, at };
        break;
      case "REOPENED":
        resolved = null;
        break;
    }
  }
  return { comments: [...comments.values()], resolved };
}

/** Whether anything is left to read: a thread whose comments were all taken back is not shown. */
export const hasWords = ({ comments }: Thread): boolean => comments.some(({ body }) => body !== null);
