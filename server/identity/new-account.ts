import { z } from "zod";
import { Prisma } from "#prisma/client/client";
import { NewPassword } from "#server/identity/password";
import { AppError } from "#server/platform/errors";

/** Line ends, which would write into letters and logs under a name, and marks that have what follows read backwards. */
export const NOT_IN_NAMES = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

export const PersonName = z
  .string()
  .trim()
  .min(1, "Say what you are called.")
  .max(120, "A name has at most 120 characters.")
  .refine((name) => !NOT_IN_NAMES.test(name), "A name is one line, without marks that turn its direction.");
export const Email = z
  .email("This is not an e-mail address.")
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.");

/** What somebody states who makes their account. */
export const newAccountInput = z.object({ name: PersonName, email: Email, password: NewPassword });
export type NewAccount = z.infer<typeof newAccountInput>;

/** One address is one account: who has one already is told what to do. */
export function refuseTakenAddress(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
    throw new AppError(
      "CONFLICT",
      "There is an account with this e-mail address already. Sign in with it, then open the link again.",
      "email",
    );
  throw error;
}
