"use client";

import { type FormEvent, startTransition } from "react";

/**
 * Sends a form to its action and keeps what was typed: React empties a form after its action, also after a refusal, and a
 * password would have to be typed again. Use beside `action`, which serves those without scripts.
 */
export function keepingForm(submit: (form: FormData) => void): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => submit(form));
  };
}
