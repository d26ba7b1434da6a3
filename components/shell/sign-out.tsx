"use client";

import { signOut } from "next-auth/react";

/** Without script the link leads to a page that asks once more. */
export function SignOut() {
  return (
    <a
      className="plain"
      href="/api/auth/signout"
      onClick={(event) => {
        event.preventDefault();
        void signOut({ redirect: false }).then(() => location.assign("/sign-in"));
      }}
    >
      Sign out
    </a>
  );
}
