"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useRef, useState } from "react";
import { keepingForm } from "@/components/keeping-form";
import { useLeaveGuard } from "@/components/leave-guard";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio";
import { kinds, type Kind } from "@/lib/functions/schema";
import type { Template } from "@/lib/functions/templates";
import { ApiKeyField } from "../api-key-field";
import { kindWords } from "../function-words";
import { KeyField } from "../key-field";
import { LinkDialog } from "../link-dialog";
import { addFunction, suggest, type NewFunctionState } from "./actions";

type FunctionFormProps = {
  keys: readonly { id: string; label: string }[];
  mayAddKey: boolean;
  /** of endpoint functions' addresses */
  base: string;
  templates: readonly Omit<Template, "code">[];
};

/** Name, Function, Key, API key, template, Save. Only what has no sensible beginning must be filled in. */
export function FunctionForm({ keys, mayAddKey, base, templates }: FunctionFormProps) {
  const [state, submit, isPending] = useActionState<NewFunctionState, FormData>(addFunction, { values: {}, fields: {} });
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("task");
  const [key, setKey] = useSuggestedKey(kind === "endpoint" ? name : "");
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  useLeaveGuard(name !== "" && !isPending && !state.made, "Leave without saving? The function is not made yet.");

  useEffect(() => {
    if (Object.keys(state.fields).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);

  const choices = templates.filter((template) => template.kind === kind);
  const { made } = state;
  return (
    <>
      <form ref={form} action={submit} onSubmit={keepingForm(submit)} noValidate className="grid gap-6">
        {state.message ? <Alert tone="destructive">{state.message}</Alert> : null}
        <Card className="grid gap-6 p-6 sm:p-8">
          <Field label="Name" error={state.fields.name}>
            <Input name="name" value={name} onChange={({ target }) => setName(target.value)} autoComplete="off" maxLength={100} required />
          </Field>
          <Field label="Function" hint={kindHints[kind]} error={state.fields.kind}>
            <Select name="kind" value={kind} onChange={({ target }) => setKind(kinds.find((known) => known === target.value) ?? "task")}>
              {kinds.map((known) => (
                <option key={known} value={known}>
                  {kindWords[known]}
                </option>
              ))}
            </Select>
          </Field>
          {kind === "endpoint" ? <KeyField value={key} onChange={setKey} base={base} error={state.fields.key} /> : null}
          <ApiKeyField keys={keys} initial="" mayAddKey={mayAddKey} error={state.fields.apiKeyId} />
        </Card>
        <Card className="p-6 sm:p-8">
          <RadioGroup key={kind} legend="Template" hint="Code to begin with. All of it can be changed." name="template" choices={choices.map(choiceOf)} {...(choices[0] && { defaultValue: choices[0].id })} />
        </Card>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" aria-busy={isPending} disabled={isPending}>
            Save
          </Button>
          <Button asChild variant="ghost">
            <Link href="/organisation/api/advanced">Cancel</Link>
          </Button>
        </div>
      </form>
      {made ? (
        <LinkDialog
          title="The endpoint function is made"
          text="This is its link. It is shown now and never again: only a fingerprint of it is kept. It answers once the function is published."
          link={made.link}
          sample={made.sample}
          onLeave={() => router.replace(`/organisation/api/advanced/${made.id}`)}
        />
      ) : null}
    </>
  );
}

/** A key that follows the name until somebody types one of their own. */
function useSuggestedKey(name: string): [key: string, setKey: (key: string) => void] {
  const [typed, setTyped] = useState<string>();
  const [suggested, setSuggested] = useState("");
  useEffect(() => {
    if (name.trim() === "" || typed !== undefined) return;
    let isOld = false;
    const timer = setTimeout(() => {
      suggest(name).then(
        (key) => isOld || setSuggested(key),
        () => undefined, // it is typed then
      );
    }, 250);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [name, typed]);
  return [typed ?? suggested, setTyped];
}

function choiceOf({ id, name, text, secrets }: Omit<Template, "code">) {
  return {
    value: id,
    label: name,
    text: (
      <>
        {text}
        {secrets && secrets.length > 0 ? (
          <span className="mt-1.5 block text-xs">
            It asks for {secrets.length === 1 ? "a secret" : "secrets"}, entered under Secrets:
            {secrets.map((secret) => (
              <span key={secret.name} className="mt-0.5 block">
                <code className="font-mono text-foreground">{secret.name}</code>: {secret.text}
              </span>
            ))}
          </span>
        ) : null}
      </>
    ),
  };
}

const kindHints: Readonly<Record<Kind, string>> = { task: "Runs by itself, about every 9 minutes or as you choose.", endpoint: "Has an address of its own, and runs whenever other software calls it." };
