"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

type AddressesFieldProps = { scope: "any" | "listed"; lines: readonly string[]; myAddress: string | undefined; error: string | undefined };

/** From where a key may be used. Untouched means from anywhere; a list that became empty means from nowhere, and the page says which. */
export function AddressesField({ scope, lines, myAddress, error }: AddressesFieldProps) {
  const [text, setText] = useState(lines.join("\n"));
  const [isListed, setListed] = useState(scope === "listed");
  const isEmpty = text.trim() === "";

  function change(changed: string) {
    setText(changed);
    setListed(true);
  }

  return (
    <div className="grid gap-2">
      <input type="hidden" name="addressScope" value={isListed ? "listed" : "any"} />
      <Field label="Allowed IP addresses" hint="One per line: a single address or a CIDR range, IPv4 or IPv6, such as 192.0.2.7 or 2001:db8::/32." error={error}>
        <Textarea name="addresses" value={text} onChange={(event) => change(event.target.value)} rows={3} spellCheck={false} autoComplete="off" className="font-mono text-sm" />
      </Field>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {myAddress ? (
          <Button variant="outline" size="sm" onClick={() => change(isEmpty ? myAddress : `${text.trimEnd()}\n${myAddress}`)}>
            Add my address
            <span className="font-mono text-xs font-normal text-muted-foreground">{myAddress}</span>
          </Button>
        ) : null}
        {isListed ? (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              setText("");
              setListed(false);
            }}
          >
            Allow any address
          </Button>
        ) : null}
        <p role="status" className={isListed && isEmpty ? "text-sm font-medium text-warning" : "text-sm text-muted-foreground"}>
          {!isListed ? "Not filled in: the key works from anywhere." : isEmpty ? "The list is empty: the key works from nowhere." : "The key works from these addresses only."}
        </p>
      </div>
    </div>
  );
}
