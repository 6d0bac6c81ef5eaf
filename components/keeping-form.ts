"use client";

import { type FormEvent, startTransition } from "react";
import { canReach } from "./reach";
import { refused } from "./undo";

/**
 * Sends a form to its action and keeps what was typed: React empties a form after its action, also after a refusal, and a
 * password would have to be typed again; and without a connection there would be no form any more. Use beside `action`, which
 * serves those without scripts.
 */
export function keepingForm(submit: (form: FormData) => void): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const element = event.currentTarget;
    if (underWay.has(element)) return;
    underWay.add(element);
    const form = new FormData(element);
    void canReach().then((isReached) => {
      underWay.delete(element);
      if (isReached) startTransition(() => submit(form));
      else refused("Not sent", "Visit did not answer. What you typed is still here: try again in a moment.");
    });
  };
}

/** Of these it is not known yet whether they can be sent: a second click is no second form. */
const underWay = new WeakSet<HTMLFormElement>();
