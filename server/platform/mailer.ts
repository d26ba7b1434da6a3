import { createTransport } from "nodemailer";
import { env } from "#server/platform/env";

/** Whether this server can send e-mail at all. */
export const sendsMail = () => env().smtpUrl !== null;

/**
 * Sends one letter in plain text.
 *
 * @throws when SMTP_URL is not set, or its server does not take the letter
 */
export async function sendMail(letter: { to: string; subject: string; text: string }): Promise<void> {
  const { smtpUrl, appUrl } = env();
  if (!smtpUrl) throw new Error("SMTP_URL is not set");
  const transport = createTransport(smtpUrl);
  await transport.sendMail({ from: { name: "Bellwether", address: sender(smtpUrl, appUrl) }, ...letter });
  transport.close();
}

/** The account that the mail server knows us by, where it is an address; else one at our own host. */
function sender(smtpUrl: string, appUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return user.includes("@") ? user : `bellwether@${new URL(appUrl).hostname}`;
}
