"use client";

import { type ComponentProps, useState } from "react";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";
import { done } from "@/components/undo";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { SecretRow } from "@/lib/functions/schema";
import { save } from "./actions";

type SecretDialogProps = {
  functionId: string;
  /** absent: a new one */
  secret?: SecretRow;
  /** of a new one, when it is known what the code asks for */
  name?: string;
  button: { text: string; label?: string } & Pick<ComponentProps<typeof Button>, "variant" | "size">;
};

/** Asks for a secret, or for what is to change about one. Its value is never there to be seen. */
export function SecretDialog({ functionId, secret, name = "", button: { text, label, ...look } }: SecretDialogProps) {
  const [isOpen, setOpen] = useState(false);

  function saved() {
    setOpen(false);
    done(secret ? "The secret is changed" : "The secret is kept");
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button aria-label={label} {...look}>
          {text}
        </Button>
      </DialogTrigger>
      <DialogContent title={secret ? `Change ${secret.name}` : "Add a secret"} text="It is kept encrypted, masked in logs, and never shown again." onInteractOutside={(event) => event.preventDefault()}>
        <SetupForm
          action={save.bind(null, functionId)}
          initial={{ name, isWritable: secret?.isWritable ?? false, allowedHosts: secret?.allowedHosts.join("\n") ?? "" }}
          save="Save"
          onSaved={saved}
          onCancel={() => setOpen(false)}
        >
          {({ text: field, ticked, error }) => (
            <>
              {secret ? (
                <input type="hidden" name="name" value={secret.name} />
              ) : (
                <Field label="Name" hint={'The code asks for it by this name: await secrets.get("name")'} error={error("name")}>
                  <Input {...field("name")} autoComplete="off" spellCheck={false} className="font-mono text-sm" required />
                </Field>
              )}
              <Field label="Value" hint={secret ? "Empty: it stays what it is. To allow more hosts it must be entered again." : undefined} error={error("value")}>
                <Input name="value" type="password" autoComplete="new-password" spellCheck={false} className="font-mono text-sm" />
              </Field>
              <Field label="Allowed hosts" hint="One a line, such as api.example.org or *.example.org. It is sent nowhere else. Empty: anywhere." error={error("allowedHosts") ?? hostFault(error)}>
                <Textarea {...field("allowedHosts")} rows={2} spellCheck={false} className="font-mono text-sm" />
              </Field>
              <Checkbox {...ticked("isWritable")} label="The function may change it" hint="With secrets.set(name, value), for a token that is renewed each time it is used." />
            </>
          )}
        </SetupForm>
      </DialogContent>
    </Dialog>
  );
}

/** The fault of the first host that has one; each is checked by itself. */
function hostFault(error: (name: string) => string | undefined): string | undefined {
  return Array.from({ length: 50 }, (_, at) => error(`allowedHosts.${at}`)).find((fault) => fault !== undefined);
}
