"use client";

import { useEffect, useState } from "react";

interface ToastMessage {
  text: string;
  action?: { label: string; run: () => void };
}

const CHANNEL = new EventTarget();
const SHOWN_FOR_MS = 6000;

/** Announces what happened. Never the only place where an error appears. */
export function toast(text: string, action?: ToastMessage["action"]): void {
  CHANNEL.dispatchEvent(new CustomEvent<ToastMessage>("toast", { detail: { text, action } }));
}

/** The live region; once, in the frame. */
export function Toaster() {
  const [message, setMessage] = useState<ToastMessage | null>(null);
  useEffect(() => {
    const show = (event: Event) => {
      if (event instanceof CustomEvent) setMessage(event.detail);
    };
    CHANNEL.addEventListener("toast", show);
    return () => CHANNEL.removeEventListener("toast", show);
  }, []);
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => setMessage(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div className="toaster" role="status">
      {message ? (
        <div className="toast">
          <span>{message.text}</span>
          {message.action ? (
            <button
              type="button"
              className="link"
              onClick={() => {
                message.action?.run();
                setMessage(null);
              }}
            >
              {message.action.label}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
