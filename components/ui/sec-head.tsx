import type { ReactNode } from "react";

interface SecHeadProps {
  title: ReactNode;
  /** Named by `aria-labelledby` of the section it opens. */
  id?: string;
  level?: 2 | 3;
  children?: ReactNode;
}

/** The one ink rule that opens a section, with what belongs to its right. */
export function SecHead({ title, id, level = 2, children }: SecHeadProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="sec-head">
      <Heading className="sec" id={id}>
        {title}
      </Heading>
      {children}
    </div>
  );
}
