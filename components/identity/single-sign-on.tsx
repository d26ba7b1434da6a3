import { Button } from "#components/ui/button";

interface SingleSignOnProps {
  label: string;
  /** Where to go afterwards. */
  next: string;
  /** What the form is held to on its way through next-auth. */
  formToken: string;
  /** Links the issuer's person to the account that is signed in, instead of signing in. */
  link?: boolean;
  primary?: boolean;
}

/** To the issuer and back, by a form alone. */
export function SingleSignOn({ label, next, formToken, link, primary }: SingleSignOnProps) {
  return (
    <form action="/api/enter/single-sign-on" method="post">
      <input type="hidden" name="csrfToken" value={formToken} />
      <input type="hidden" name="callbackUrl" value={next} />
      {link ? <input type="hidden" name="link" value="1" /> : null}
      <Button variant={primary ? "primary" : undefined} type="submit" className="w-full">
        {label}
      </Button>
    </form>
  );
}
