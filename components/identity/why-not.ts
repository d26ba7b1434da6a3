/** Sentences for the words by which the doors say what keeps somebody out. */
const WHY: Readonly<Record<string, string>> = {
  CredentialsSignin: "This e-mail address and password do not belong together. Check both and try again.",
  "code-needed": "One more step: this account uses one-time codes.",
  "code-wrong": "This code is not right, or has been used already. Wait for the next one and try again.",
  "link-used": "This link has been used. It works once. Ask for another.",
  "link-revoked": "This link was withdrawn. Ask for another.",
  "link-expired": "This link has expired. Ask for another.",
  "link-unknown": "This link is not one of ours. Check that all of it was copied.",
  "letter-sent": "If that address has an account, a letter with a link is on its way. It works for 15 minutes.",
  "letter-address": "This is not an e-mail address.",
  "sso-disabled": "Your account here is disabled. Ask an administrator.",
  "sso-no-address":
    "The single sign-on gave no confirmed e-mail address of yours, and an account needs one. Ask an administrator.",
  "sso-known-address":
    "There is an account with your e-mail address already. Sign in to it another way and link the single sign-on on your account’s page.",
  "sso-not-invited":
    "The single sign-on knows you, but nobody has let you in here yet. Ask an administrator to put you in a group that may.",
  "sso-nobody-yet": "Nobody has an account here yet. The first administrator comes in by the set-up link.",
  "sso-taken": "This single sign-on leads to another account already.",
  "sso-link-over": "You were signed out meanwhile, so nothing was linked. Sign in and try again.",
  "sso-again": "Two sign-ins came at once. Try again.",
  "sso-somebody-else":
    "Somebody else is signed in at the single sign-on than you were here. Continue with it to go on as them.",
  "sso-confirm": "Your sign-in has to be confirmed at the single sign-on. You come back to where you were.",
  access_denied: "The single sign-on did not let you through.",
  login_required: "The single sign-on wants you to sign in there first.",
  temporarily_unavailable: "The single sign-on is not available just now. Try again in a while.",
  server_error: "The single sign-on failed. Try again in a while.",
  unreachable: "The server could not be reached. Check the connection and try again.",
  OAuthSignin: "The single sign-on could not be reached. Try again in a while, or sign in another way.",
  OAuthCallback: "The single sign-on’s answer did not hold, or came too late. Start again from here.",
  Callback: "The single sign-on’s answer did not hold, or came too late. Start again from here.",
};

const ELSE = "Signing in did not work. Load the page again and try once more.";

/** The sentence for such a word; whatever is not one of ours says only that it did not work. */
export function whyNot(code: string | null): string {
  const seconds = Number(/^wait-(\d{1,6})$/.exec(code ?? "")?.[1] ?? Number.NaN);
  if (seconds)
    return `Too many tries. Wait ${seconds < 90 ? "a minute" : `${Math.ceil(seconds / 60)} minutes`}, then try again.`;
  return (code !== null && Object.hasOwn(WHY, code) && WHY[code]) || ELSE;
}

/** The same for a form that shows its problem, if there is one. */
export const problemOf = (code: string | null): string | null => (code === null ? null : whyNot(code));

/** Whether the next try has to come with a code. */
export const asksForCode = (code: string | null): boolean => code === "code-needed" || code === "code-wrong";
