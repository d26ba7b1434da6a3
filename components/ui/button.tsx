import Link from "next/link";
import type { ButtonHTMLAttributes, ComponentProps } from "react";

type Look = { variant?: "primary" | "quiet" | "danger"; small?: boolean };

function look({ variant, small }: Look, extra?: string): string {
  return ["btn", variant && `btn-${variant}`, small && "btn-sm", extra].filter(Boolean).join(" ");
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look & { busy?: boolean };

/** A press that does something. While `busy` it says so to everyone and takes no second press. */
export function Button({ variant, small, busy, className, disabled, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={look({ variant, small }, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    />
  );
}

/** A way to somewhere that looks like a press. */
export function ButtonLink({ variant, small, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={look({ variant, small }, className)} />;
}
