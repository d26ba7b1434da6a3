import { type SaidVerdict, verdictLabel } from "#components/resolution/outcome";
import { percent, points } from "#components/ui/format";
import { To } from "#components/ui/icons";
import { Time } from "#components/ui/time";
import type { NoticeContent, VerdictChange } from "#core/notice";
import { saysWhatHappened } from "#core/outcome";

/** What a notice says, in a sentence or two. */
export function NoticeWords({ content }: { content: NoticeContent }) {
  switch (content.kind) {
    case "RESOLVED":
      return <Resolved change={content.change} inForce={content.inForce} />;
    case "CORRECTED":
      return <Corrected change={content.change} inForce={content.inForce} />;
    case "PROPOSAL":
      return (
        <>
          {content.by ?? "Somebody"} proposed{" "}
          {content.outcome === null ? (
            "to withdraw the verdict"
          ) : (
            <>
              {content.corrects ? "to change the verdict to " : ""}
              <b>{inText(content)}</b>
            </>
          )}
          . {content.verdict === null ? "It waits for a second person." : `It was ${content.verdict.toLowerCase()}.`}
        </>
      );
    case "CLOSING":
      return <Closing closesAt={content.closesAt} now={content.now} />;
    case "STALE":
      return <Stale {...content} />;
    case "AMENDED":
      return <Amended {...content} />;
    case "ROUND_OPENED":
    case "ROUND_ENDING":
      return <Round {...content} />;
    case "ROUND_ENDED":
      return (
        <>
          Round {content.round} ended <Time at={content.endedAt} show="minute" />: its numbers are shown, and the
          discussion is open.
        </>
      );
    case "MENTION":
      return (
        <>
          <b>{content.by}</b> named you in the{" "}
          {content.place === "comments" ? "comments on the rationale" : content.place}
          {content.excerpt === null ? "." : <>: “{content.excerpt}”</>}
        </>
      );
    case "DEPUTY_NAMED":
    case "DEPUTY_BEGAN":
    case "DEPUTY_ENDED":
      return <Deputyship {...content} />;
    case "REPLY":
      return (
        <>
          <b>{content.by}</b> answered in a thread you wrote in
          {content.excerpt === null ? "." : <>: “{content.excerpt}”</>}
        </>
      );
  }
}

type Change = { change: VerdictChange; inForce: boolean };

function Resolved({ change: { after }, inForce }: Change) {
  if (!after.outcome) return <>The verdict was withdrawn.</>;
  const scored = saysWhatHappened(after.outcome);
  return (
    <>
      Resolved <b>{inText(after)}</b>.{" "}
      {!inForce ? (
        "A later verdict took its place."
      ) : after.peer !== null ? (
        <>
          Your score: <Peer value={after.peer} /> peer points.
        </>
      ) : scored ? (
        "You have no score; the question says why."
      ) : (
        "Nobody is scored."
      )}
    </>
  );
}

function Corrected({ change: { before, after, reason }, inForce }: Change) {
  return (
    <>
      The verdict changed from <b>{before?.outcome ? inText(before) : "none"}</b> to{" "}
      <b>{after.outcome ? inText(after) : "none: the question is open again"}</b>.
      {before && before.peer === null && after.peer === null ? null : (
        <>
          {" "}
          Your peer points: <Peer value={before?.peer ?? null} /> <To /> <Peer value={after.peer} />.
        </>
      )}
      {inForce ? null : " A later verdict took its place."}
      {reason ? <> Reason: “{reason}”</> : null}
    </>
  );
}

/** The words of a verdict inside a sentence: what it is called is lowered, an option or a value is left as it is. */
function inText(verdict: SaidVerdict): string {
  const label = verdictLabel(verdict);
  return verdict.outcome === "OPTION" || verdict.outcome === "VALUE" ? label : label.toLowerCase();
}

function Peer({ value }: { value: number | null }) {
  if (value === null) return <b>no score</b>;
  return <b className={value < 0 ? "neg" : "pos"}>{points(value)}</b>;
}

function Closing({ closesAt, now }: { closesAt: Date; now: "open" | "closed" | "forecast" }) {
  switch (now) {
    case "open":
      return (
        <>
          Closes <Time at={closesAt} show="minute" />, and you have no forecast on it.
        </>
      );
    case "forecast":
      return <>It was about to close without a forecast of yours; you have made one since.</>;
    case "closed":
      return (
        <>
          Closed <Time at={closesAt} /> without a forecast of yours.
        </>
      );
  }
}

type AmendedContent = Extract<NoticeContent, { kind: "AMENDED" }>;

function Amended({ amendment, version, reason, closesAt, settled }: AmendedContent) {
  return (
    <>
      <AmendedHow amendment={amendment} version={version} closesAt={closesAt} settled={settled} /> Reason: “{reason}”
    </>
  );
}

function AmendedHow({ amendment, version, closesAt, settled }: Omit<AmendedContent, "kind" | "reason">) {
  switch (amendment) {
    case "CLARIFICATION":
      return (
        <>
          Worded more clearly: <b>version {version}</b>. Your forecast stands
          {settled ? "; you have looked since." : "; say it again if you still mean it."}
        </>
      );
    case "CLOSE_MOVED":
      return (
        <>
          The close was moved; it is now <Time at={closesAt} show="minute" />. Your forecast stands.
        </>
      );
    case null:
      return (
        <>
          The meaning changed, so the question you forecast is <b>void</b> and this one took its place.
          {settled ? null : " It has no forecast of yours yet."}
        </>
      );
  }
}

type RoundContent = Extract<NoticeContent, { kind: "ROUND_OPENED" | "ROUND_ENDING" }>;

function Round({ kind, round, endsAt, now }: RoundContent) {
  const opened = kind === "ROUND_OPENED";
  switch (now) {
    case "open":
      return (
        <>
          {opened ? `Round ${round} is open until` : `Round ${round} ends`} <Time at={endsAt} show="minute" />. It has
          no answer of yours yet.
        </>
      );
    case "answered":
      return <>You have answered in round {round}; what you said can be changed until it ends.</>;
    case "ended":
      return (
        <>
          Round {round} ended <Time at={endsAt} show="minute" />.
        </>
      );
  }
}

type DeputyContent = Extract<NoticeContent, { kind: "DEPUTY_NAMED" | "DEPUTY_BEGAN" | "DEPUTY_ENDED" }>;

function Deputyship({ kind, side, other, from, until, now, endedBy }: DeputyContent) {
  const who =
    side === "deputy" ? (
      <>
        You {VERB[now].you} <b>deputy for {other}</b>
      </>
    ) : (
      <>
        <b>{other}</b> {VERB[now].they} <b>your deputy</b>
      </>
    );
  const span = (
    <>
      from <Time at={from} show="minute" /> until <Time at={until} show="minute" />
    </>
  );
  if (now === "over")
    return (
      <>
        {who} {span}
        {endedBy === null ? "" : `; ${endedBy} ended it early`}.{" "}
        {kind === "DEPUTY_ENDED" && side === "deputy" ? "You have your own rights again." : null}
      </>
    );
  return (
    <>
      {who} {kind === "DEPUTY_BEGAN" ? "now, " : ""}
      {span}. {side === "deputy" ? YOURS : "What they do is recorded as theirs, as your deputy."}
    </>
  );
}

const VERB = {
  coming: { you: "will be", they: "will be" },
  now: { you: "are", they: "is" },
  over: { you: "were", they: "was" },
} as const;
const YOURS = "In that time you have a lead’s rights there, and what you do is recorded as yours, as deputy.";

function Stale({
  probability,
  holds,
  latestAt,
  settled,
}: {
  probability: number | null;
  holds: boolean;
  latestAt: Date | null;
  settled: boolean;
}) {
  if (settled || !holds || latestAt === null) {
    return <>Your forecast had stood for 30 days; it needs nothing any more.</>;
  }
  return (
    <>
      Your {probability === null ? "forecast" : <b className="me-ink">{percent(probability)}</b>} has stood since{" "}
      <Time at={latestAt} />. Say it again or change it.
    </>
  );
}
