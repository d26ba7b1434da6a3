"use client";

import type { Editor } from "@tiptap/core";
import { type FormEvent, useId, useState } from "react";
import { safeHref } from "#core/rationale";

/** Asks where the selected words lead. */
export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const id = useId();
  const before: unknown = editor.getAttributes("link").href;
  const [address, setAddress] = useState(typeof before === "string" ? before : "");
  const [wrong, setWrong] = useState(false);

  function apply(event: FormEvent) {
    event.preventDefault();
    const href = safeHref(address) ?? safeHref(`https://${address}`);
    if (!href || !address.trim()) return setWrong(true);
    const chain = editor.chain().focus().extendMarkRange("link");
    const { from, to } = editor.state.selection;
    if (from === to && !editor.isActive("link"))
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onDone();
  }

  function remove() {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    onDone();
  }

  return (
    <form className="link-form" onSubmit={apply} onKeyDown={(event) => event.key === "Escape" && onDone()} noValidate>
      <label htmlFor={id}>Address</label>
      <input
        id={id}
        className="input"
        type="url"
        inputMode="url"
        value={address}
        placeholder="https://"
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => setAddress(event.target.value)}
        ref={(input) => input?.focus()}
      />
      <button type="submit" className="btn">
        Set link
      </button>
      {before ? (
        <button type="button" className="btn btn-quiet" onClick={remove}>
          Remove link
        </button>
      ) : null}
      {wrong ? (
        <p className="error" id={`${id}-wrong`} role="alert">
          Give a web address (https://…) or a mail address (mailto:…).
        </p>
      ) : null}
    </form>
  );
}
