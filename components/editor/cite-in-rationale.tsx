"use client";

import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { type CarriedWords, carry } from "./cite-later";

interface CiteInRationaleProps {
  scenarios: readonly { id: string; number: number; statement: string }[];
  /** The words to cite; null while nobody asks. */
  words: Omit<CarriedWords, "scenarioId"> | null;
  onClose: () => void;
}

/** Asks in which rationale the words are to be cited and takes them there: the author says where in the text. */
export function CiteInRationale({ scenarios, words, onClose }: CiteInRationaleProps) {
  const router = useRouter();
  return (
    <Dialog open={words !== null} onClose={onClose} title="Cite in a rationale">
      {words ? (
        <div className="stack mt-4">
          <blockquote className="small reading carried-quote">{words.exact}</blockquote>
          <ul className="stack" aria-label="Scenarios">
            {scenarios.map(({ id, number, statement }) => (
              <li key={id}>
                <Button
                  variant="quiet"
                  className="text-start"
                  onClick={() => {
                    carry({ ...words, scenarioId: id });
                    onClose();
                    router.push(`/scenarios/${id}#rationale`);
                  }}
                >
                  {number}. {statement}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Dialog>
  );
}
