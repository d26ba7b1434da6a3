"use client";

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";
import { CommentBoard } from "./comment-board";
import type { CommentsView } from "./thread";

interface Around {
  board: CommentBoard;
  scenarioId: string;
  comments: CommentsView;
  /** Whether the reader may add to them now. */
  mayComment: boolean;
}

const Comments = createContext<Around | null>(null);

/** The part of a page in which the rationale and the comments on it stand, wherever in there. */
export function CommentsAround({ children, ...given }: Omit<Around, "board"> & { children: ReactNode }) {
  const [board] = useState(() => new CommentBoard());
  return (
    <Comments value={{ board, ...given }}>
      <div className="lower">{children}</div>
    </Comments>
  );
}

/** @throws outside of `CommentsAround` */
export function useComments(): Around {
  const around = useContext(Comments);
  if (!around) throw new RangeError("comments must stand inside CommentsAround");
  return around;
}

export function useBoard(board: CommentBoard) {
  return useSyncExternalStore(board.subscribe, board.read, board.read);
}
