"use client";

import { signOut } from "next-auth/react";
import { forgetCopies } from "#components/editor/device-copies";
import { tellOtherTabs } from "./leave-together";

/** Without script the link leads to a page that asks once more. */
export function SignOut() {
  return (
    <a
      className="plain"
      href="/api/auth/signout"
      onClick={(event) => {
        event.preventDefault();
        void signOut({ redirect: false })
          .then(() => tellOtherTabs())
          .then(() => forgetCopies()) // nothing of the team's texts stays on this device
          .then(() => location.replace("/sign-in"));
      }}
    >
      Sign out
    </a>
  );
}
