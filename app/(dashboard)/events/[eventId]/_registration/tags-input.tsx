"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { FieldError } from "./field-error";

/** Free words, one at a time: Enter or a comma adds what is typed, and what is still typed when the form is sent counts too. */
export function TagsInput({ label, name, defaultValue, error }: { label: string; name: string; defaultValue: string; error: string | undefined }) {
  const id = useId();
  const [tags, setTags] = useState(() => readTags(defaultValue));
  const [typed, setTyped] = useState("");
  const whole = typed.trim() && !tags.includes(typed.trim()) ? [...tags, typed.trim()] : tags;

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" || event.key === ",") && typed.trim()) {
      event.preventDefault();
      setTags(whole);
      setTyped("");
    } else if (event.key === "Backspace" && typed === "" && tags.length > 0) setTags(tags.slice(0, -1));
  }

  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-md border border-border-strong bg-card px-2 py-1.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-ring">
        {tags.map((tag) => (
          <span key={tag} className="inline-flex max-w-full items-center gap-1 rounded-full bg-muted py-0.5 pr-1 pl-2.5 text-sm">
            <span className="truncate">{tag}</span>
            <button type="button" aria-label={`Remove ${tag}`} onClick={() => setTags(tags.filter((one) => one !== tag))} className="grid size-6 place-items-center rounded-full text-muted-foreground hover:text-destructive">
              <X aria-hidden className="size-3.5" />
            </button>
          </span>
        ))}
        <input id={id} value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={press} aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`} aria-invalid={error ? true : undefined} className="h-8 min-w-24 flex-1 bg-transparent px-1 text-base outline-none" />
      </div>
      <p id={`${id}-hint`} className="text-xs text-muted-foreground">
        Enter adds one.
      </p>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      <input type="hidden" name={name} value={JSON.stringify(whole)} />
    </div>
  );
}

/** What the page put there, or what was sent and came back. */
function readTags(text: string): string[] {
  const list: unknown = text ? JSON.parse(text) : [];
  return Array.isArray(list) ? list.map(String) : [];
}
