import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

/** What to do first, where nothing waits. */
export function FirstSteps({ briefs, writes, open }: { briefs: number; writes: boolean; open: number }) {
  if (briefs === 0) {
    return writes ? (
      <EmptyState
        title="Start with a brief"
        action={
          <ButtonLink variant="primary" href="/briefs/new">
            Import a brief
          </ButtonLink>
        }
      >
        Paste an analysis; select the words that name a possible development; give it a question that can be resolved.
        Then your team can forecast.
      </EmptyState>
    ) : (
      <EmptyState title="Nothing here yet">Your lead has not imported a brief. Come back when there is one.</EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing waits for you" action={<ButtonLink href="/briefs">Read the briefs</ButtonLink>}>
      {open > 0
        ? "Your forecasts are fresh. New questions and results appear here by themselves."
        : "No question is open. New questions appear here by themselves."}
    </EmptyState>
  );
}
