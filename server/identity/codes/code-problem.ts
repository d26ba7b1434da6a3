import { AppError } from "#server/platform/errors";

const WORDS = {
  "code-needed":
    "This account uses one-time codes. Type the six digits that your authenticator shows, or a recovery code.",
  "code-wrong": "This code is not right, or has been used already. Wait for the next one and try again.",
} as const;

/** What of a code was not right, for the audit log: whoever typed it is not told. */
export type WrongCode = "wrong code" | "used code" | "wrong recovery code" | "used recovery code";

/** Why the second step was not made. */
export class CodeProblem extends AppError {
  constructor(
    readonly reason: keyof typeof WORDS,
    readonly because: WrongCode | "no code" = "no code",
  ) {
    super("INVALID", WORDS[reason], "code");
  }
}
