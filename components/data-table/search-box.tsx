"use client";

import { LoaderCircle, Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/cn";
import { Input } from "@/components/ui/input";
import { useTable } from "./table-state";

/** Searches while somebody types, once there is a short pause. @param name  the parameter of the address */
export function SearchBox({ label, placeholder, name = "q", className }: { label: string; placeholder: string; name?: string; className?: string }) {
  const { params, isPending, change } = useTable();
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const query = params.get(name) ?? "";

  const searchNow = useRef(search);

  useEffect(() => {
    searchNow.current = search; // a filter may have changed while the pause was waited for
  });
  useEffect(() => searchNow.current(box.current?.value ?? ""), []); // typed while the page was still coming to life
  useEffect(() => {
    if (box.current && document.activeElement !== box.current) box.current.value = query; // cleared elsewhere, or gone back
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(text: string) {
    clearTimeout(timer.current);
    if (text.trim() === query) return;
    change((next) => {
      if (text.trim()) next.set(name, text.trim());
      else next.delete(name);
    });
  }

  return (
    <search className={cn("relative min-w-0 flex-[1_1_16rem]", className)}>
      {isPending ? <LoaderCircle aria-hidden className="absolute top-3 left-3 size-5 animate-spin text-muted-foreground" /> : <Search aria-hidden className="absolute top-3 left-3 size-5 text-muted-foreground" />}
      <Input
        ref={box}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        defaultValue={query}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(() => searchNow.current(target.value), typingMs);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Enter") search(currentTarget.value);
        }}
        className="pl-10"
      />
    </search>
  );
}

/** Between two key presses of somebody who types; a server answers in less. */
const typingMs = 200;
