"use client";

import { Check, ChevronDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/cn";
import { Input } from "./input";

/** `detail` tells options of the same name apart. */
export type ComboboxOption = { value: string; label: string; detail?: string };

type ComboboxProps = {
  /** under which the chosen value is sent; empty when nothing is chosen */
  name: string;
  /** what is chosen to begin with */
  initial: ComboboxOption | undefined;
  /** some options that have the words typed, or the first of all */
  load: (query: string) => Promise<readonly ComboboxOption[]>;
  /** what the list is called */
  listLabel: string;
  onChoose?: (value: string) => void;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/**
 * One of very many: typing finds, the arrows walk, Enter takes, Escape gives back what was there, and an emptied field means none.
 * The pattern is WAI-ARIA's combobox with a list; the focus stays in the field.
 */
export function Combobox({ name, initial, load, listLabel, onChoose, ...field }: ComboboxProps) {
  const [chosen, setChosen] = useState(initial);
  const [typed, setTyped] = useState<string>(); // undefined: the field shows what is chosen
  const [isOpen, setOpen] = useState(false);
  const [found, setFound] = useState<readonly ComboboxOption[]>();
  const [active, setActive] = useState(-1);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const query = (typed ?? "").trim();

  useEffect(() => {
    if (!isOpen) return;
    let isOvertaken = false;
    const show = (options: readonly ComboboxOption[]) => {
      if (isOvertaken) return;
      setFound(options);
      setActive(query === "" ? -1 : Math.min(0, options.length - 1));
    };
    const timer = setTimeout(() => void load(query).then(show, () => show([])), query === "" ? 0 : typingMs);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [isOpen, query, load]);
  useEffect(() => void list.current?.children[active]?.scrollIntoView({ block: "nearest" }), [active]); // void: browsers begin to answer with a promise

  function choose(option: ComboboxOption | undefined) {
    setChosen(option);
    if (option?.value !== chosen?.value) onChoose?.(option?.value ?? "");
    close();
  }

  function close() {
    setTyped(undefined);
    setOpen(false);
    setFound(undefined);
    setActive(-1);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const count = found?.length ?? 0;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      if (count > 0) setActive((at) => (event.key === "ArrowDown" ? (at + 1) % count : (at <= 0 ? count : at) - 1));
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault(); // takes the option, and does not send the form
      const option = found?.[active];
      if (option) choose(option);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    }
  }

  return (
    <div className="relative">
      <input type="hidden" name={name} value={chosen?.value ?? ""} />
      <Input
        {...field}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        maxLength={100}
        placeholder="None"
        value={typed ?? chosen?.label ?? ""}
        onChange={({ target }) => {
          setTyped(target.value);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onFocus={({ target }) => target.select()}
        onBlur={() => (typed?.trim() === "" ? choose(undefined) : close())}
        onKeyDown={onKeyDown}
        className="pr-9"
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute top-3.5 right-3 size-4 text-muted-foreground" />
      <div hidden={!isOpen} className="absolute top-full z-30 mt-1 w-full overflow-hidden rounded-lg border bg-popover text-sm shadow-lg shadow-foreground/8">
        <ul ref={list} id={listId} role="listbox" aria-label={listLabel} className="max-h-72 scroll-py-1 overflow-y-auto p-1.5 empty:hidden">
          {found?.map((option, at) => (
            <li
              key={option.value}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={option.value === chosen?.value}
              onMouseDown={(event) => event.preventDefault()} // the focus stays in the field
              onClick={() => choose(option)}
              className={cn("flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 [overflow-wrap:anywhere] hover:bg-muted", at === active && "bg-muted")}
            >
              <span className="min-w-0 flex-1">
                {option.label}
                {option.detail ? <span className="block text-xs text-muted-foreground">{option.detail}</span> : null}
              </span>
              {option.value === chosen?.value ? <Check aria-hidden className="size-4 shrink-0 text-muted-foreground" /> : null}
            </li>
          ))}
        </ul>
        <p role="status" className="px-4 py-2.5 text-muted-foreground empty:hidden">
          {!isOpen ? "" : found === undefined ? "Looking…" : found.length === 0 ? "Nothing found." : ""}
        </p>
      </div>
    </div>
  );
}

const typingMs = 150;
