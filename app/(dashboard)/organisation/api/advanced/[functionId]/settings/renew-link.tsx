"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { LinkDialog } from "../../link-dialog";
import type { SampleCall } from "../../sample-call";
import { renewLink } from "./actions";

/** A new link in place of the old one, after a question. */
export function RenewLink({ functionId, sample }: { functionId: string; sample: SampleCall }) {
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<string>();
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();
  const router = useRouter();

  function renew() {
    start(async () => {
      const outcome = await reached(renewLink(functionId));
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      setLink(outcome.value);
    });
  }

  return (
    <>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button variant="outline" size="sm" onClick={() => setFault(undefined)} className="justify-self-start">
            Renew link
          </Button>
        </DialogTrigger>
        <DialogContent title="Renew the link" text="The old link leads nowhere from then on: whatever calls it needs the new one.">
          {fault ? <Alert tone="destructive">{fault}</Alert> : null}
          <Button onClick={renew} disabled={isPending} aria-busy={isPending} className="justify-self-start">
            Make a new link
          </Button>
        </DialogContent>
      </Dialog>
      {link ? (
        <LinkDialog
          title="The link is renewed"
          text="It is shown now and never again: only a fingerprint of it is kept."
          link={link}
          sample={sample}
          onLeave={() => {
            setLink(undefined);
            router.refresh();
          }}
        />
      ) : null}
    </>
  );
}
