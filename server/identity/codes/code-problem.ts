import { AppError } from "#server/platform/errors";

const WORDS = {
  "code-needed":
    "This account uses one-time codes. Type the six digits that your authenticator shows, or a recovery code.",
  "code-wrong": "This code is not right, or has been used already. Wait for the next one and try again.",
} as const;

/** Why the second step was not made. */
export class CodeProblem extends AppError {
  constructor(readonly reason: keyof typeof WORDS) {
    super("INVALID", WORDS[reason], "code");
  }
}
