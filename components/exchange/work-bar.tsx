import { wholeShare } from "#components/ui/format";

/** How far long work is; without a share it only says that it goes on. */
export function WorkBar({ label, share }: { label: string; share: number | null }) {
  const percent = share === null ? null : wholeShare(share);
  return (
    <div className="work-bar">
      <div className="row between">
        <span className="label">{label}</span>
        {percent === null ? null : <span className="num small">{percent}&#8239;%</span>}
      </div>
      <progress aria-label={label} max={1} {...(share === null ? {} : { value: share })} />
    </div>
  );
}
