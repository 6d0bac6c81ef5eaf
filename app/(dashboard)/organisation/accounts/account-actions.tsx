"use client";

import { Ban, CircleCheck, Ellipsis, Link2 } from "lucide-react";
import { useState, useTransition } from "react";
import { done, refused, undoable } from "@/components/undo";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Dropdown, DropdownContent, DropdownItem, DropdownTrigger } from "@/components/ui/dropdown";
import type { AccountState } from "@/lib/accounts/manage-accounts";
import { disable, newLink } from "./actions";
import { LinkToCopy } from "./link-to-copy";

/** New link, disable, enable. Nobody is offered to disable themself. */
export function AccountActions({ id, name, state, isOwn }: { id: string; name: string; state: AccountState; isOwn: boolean }) {
  const [isPending, start] = useTransition();
  const [link, setLink] = useState<string>();

  function makeLink() {
    start(async () => {
      const outcome = await newLink(id);
      if (outcome.kind === "refused") return refused("No link was made", outcome.message);
      setLink(outcome.value);
    });
  }

  function change(isDisabled: boolean) {
    start(async () => {
      const outcome = await disable(id, isDisabled);
      if (outcome.kind === "refused") return refused(isDisabled ? "Not disabled" : "Not enabled", outcome.message);
      if (!isDisabled) return done(`${name} is enabled`);
      undoable(`${name} is disabled`, async () => {
        const back = await disable(id, false);
        return back.kind === "refused" ? back.message : undefined;
      });
    });
  }

  return (
    <>
      <Dropdown>
        <DropdownTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`Actions for ${name}`} disabled={isPending} aria-busy={isPending} className="-my-1.5">
            <Ellipsis aria-hidden />
          </Button>
        </DropdownTrigger>
        <DropdownContent>
          {state === "disabled" ? (
            <DropdownItem onSelect={() => change(false)}>
              <CircleCheck aria-hidden />
              Enable
            </DropdownItem>
          ) : (
            <DropdownItem onSelect={makeLink}>
              <Link2 aria-hidden />
              New link
            </DropdownItem>
          )}
          {state !== "disabled" && !isOwn ? (
            <DropdownItem onSelect={() => change(true)}>
              <Ban aria-hidden />
              Disable
            </DropdownItem>
          ) : null}
        </DropdownContent>
      </Dropdown>
      <Dialog open={link !== undefined} onOpenChange={() => setLink(undefined)}>
        <DialogContent title={`A new link for ${name}`} text="Links made before work no more. The password of now goes on until a new one is set.">
          {link ? <LinkToCopy link={link} /> : null}
          <Button onClick={() => setLink(undefined)} className="justify-self-start">
            Done
          </Button>
        </DialogContent>
      </Dialog>
    </>
  );
}
