import { Icon } from "#components/ui/icons";
import type { QuestionField, QuestionFlag } from "#core/question-check";

/** What may keep the question from being resolved, at the field it is about. Advice: nothing is refused for it. */
export function Flags({ flags, field }: { flags: readonly QuestionFlag[]; field: QuestionField }) {
  const own = flags.filter((flag) => flag.field === field);
  return (
    <ul className="small stack mt-1.5" aria-live="polite">
      {own.map(({ rule, advice }) => (
        <li key={`${rule} ${advice}`} className="text-warn">
          <Icon name="warn" /> {advice}
        </li>
      ))}
    </ul>
  );
}
