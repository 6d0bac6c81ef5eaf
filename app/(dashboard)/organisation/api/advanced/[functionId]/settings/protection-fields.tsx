"use client";

import { type FormEvent, useState } from "react";
import type { SetupFields } from "@/app/(dashboard)/_setup/setup-form";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { RadioGroup, type Choice } from "@/components/ui/radio";
import type { Protection } from "@/lib/functions/schema";

/** What a caller must have. `hasSecret`: one for signatures is kept already. */
export function ProtectionFields({ initial, hasSecret, fields: { text, error } }: { initial: { protection: Protection; scheme: string }; hasSecret: boolean; fields: SetupFields }) {
  const [protection, setProtection] = useState<string>(initial.protection);
  const [scheme, setScheme] = useState(initial.scheme);

  function follow({ target }: FormEvent<HTMLDivElement>) {
    if (target instanceof HTMLInputElement && target.name === "protection") setProtection(target.value);
  }

  return (
    <>
      <div onChange={follow}>
        <RadioGroup legend="Callers show" choices={choices} error={error("protection")} {...text("protection")} />
      </div>
      {protection === "signature" ? (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Signature" error={error("signatureScheme")}>
            <Select name="signatureScheme" value={scheme} onChange={({ target }) => setScheme(target.value)}>
              <option value="standardwebhooks">Standard Webhooks</option>
              <option value="hmac">HMAC-SHA256 in a header</option>
            </Select>
          </Field>
          {scheme === "hmac" ? (
            <Field label="Header" hint="The one that carries the signature, in hexadecimal or base64." error={error("signatureHeader")}>
              <Input {...text("signatureHeader")} placeholder="X-Signature" autoComplete="off" spellCheck={false} className="font-mono text-sm" />
            </Field>
          ) : null}
          <Field
            label="Signing secret"
            hint={`${scheme === "hmac" ? "The one the sender signs with." : "The one the sender shows; it begins with whsec_."} ${hasSecret ? "Leave empty to keep the present one, which is never shown." : "It is never shown again."}`}
            error={error("signatureSecret")}
            className="sm:col-span-2"
          >
            <Input name="signatureSecret" type="password" autoComplete="new-password" spellCheck={false} className="font-mono text-sm" />
          </Field>
        </div>
      ) : null}
    </>
  );
}

const choices: readonly (Choice & { value: Protection })[] = [
  { value: "link", label: "A link", text: "The address holds a long token that nobody can guess. Whoever has the link may call." },
  { value: "apiKey", label: "An API key", text: "Any active key of this organisation with “May call functions”, as in every call of the API." },
  { value: "signature", label: "A signature", text: "The sender signs what it sends with a secret both know, as webhooks do." },
];
