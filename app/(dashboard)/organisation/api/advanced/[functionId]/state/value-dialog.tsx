"use client";

import { type ComponentProps, useState, useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { SetupForm } from "@/app/(dashboard)/_setup/setup-form";
import { done, refused } from "@/components/undo";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { laidOut } from "../../laid-out";
import { save, view } from "./actions";

type ValueDialogProps = {
  functionId: string;
  /** absent: a new value */
  name?: string;
  mayWrite: boolean;
  button: { text: string; label?: string } & Pick<ComponentProps<typeof Button>, "variant" | "size">;
};

/** Shows a value of the state, and takes another one. That it was looked at is noted. */
export function ValueDialog({ functionId, name, mayWrite, button: { text, label, ...look } }: ValueDialogProps) {
  const [value, setValue] = useState<{ json: string | null }>();
  const [isPending, start] = useTransition();

  function open() {
    if (name === undefined) return setValue({ json: "" });
    start(async () => {
      const outcome = await reached(view(functionId, name));
      if (outcome.kind === "refused") return refused("Not shown", outcome.message);
      setValue(outcome.value);
    });
  }

  function saved() {
    setValue(undefined);
    done("The value is saved");
  }

  return (
    <>
      <Button aria-label={label} disabled={isPending} aria-busy={isPending} onClick={open} {...look}>
        {text}
      </Button>
      <Dialog open={value !== undefined} onOpenChange={() => setValue(undefined)}>
        <DialogContent title={name ?? "Add a value"} text={name === undefined ? "The function finds it in its next run." : "That you looked at it is noted under Settings."} className="max-w-xl" onInteractOutside={(event) => event.preventDefault()}>
          {value?.json === null ? <Alert tone="destructive">It cannot be decrypted any more: the server has another key than the one it was kept with.</Alert> : null}
          {mayWrite ? (
            <SetupForm action={save.bind(null, functionId)} initial={{ key: name ?? "", json: laidOut(value?.json ?? "") }} save="Save" onSaved={saved} onCancel={() => setValue(undefined)}>
              {({ text: field, error }) => (
                <>
                  {name === undefined ? (
                    <Field label="Name" hint="The code asks for it by this name: await state.get(name)" error={error("key")}>
                      <Input {...field("key")} autoComplete="off" spellCheck={false} className="font-mono text-sm" />
                    </Field>
                  ) : (
                    <input type="hidden" name="key" value={name} />
                  )}
                  <Field label="Value" hint="JSON. A run that is at work may set it again when it ends." error={error("json")}>
                    <Textarea {...field("json")} rows={6} spellCheck={false} className="max-h-96 font-mono text-xs leading-relaxed" />
                  </Field>
                </>
              )}
            </SetupForm>
          ) : value?.json ? (
            <pre tabIndex={0} role="group" aria-label="Value" className="max-h-96 overflow-auto rounded-md border bg-muted px-3 py-2.5 font-mono text-xs leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
              {laidOut(value.json)}
            </pre>
          ) : null}
        </DialogContent>
      </Dialog>
    </>
  );
}
