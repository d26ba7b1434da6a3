import Link from "next/link";
import { Note } from "#components/ui/note";

interface Linked {
  id: string;
  title: string;
}

/** That a material amendment put one question in the place of another, from either side. */
export function SuccessorNote({ replaces, successor }: { replaces: Linked | null; successor: Linked | null }) {
  return (
    <>
      {successor ? (
        <Note kind="warn">
          The meaning of this question was amended, so it is void. In its place:{" "}
          <Link href={`/questions/${successor.id}`}>{successor.title}</Link>
        </Note>
      ) : null}
      {replaces ? (
        <Note>
          It took the place of a question whose meaning was amended:{" "}
          <Link href={`/questions/${replaces.id}`}>{replaces.title}</Link>
        </Note>
      ) : null}
    </>
  );
}
