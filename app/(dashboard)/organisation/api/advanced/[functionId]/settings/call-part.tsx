import { CodeBlock } from "@/components/code-block";
import type { FunctionDetails } from "@/lib/functions/schema";
import { callCommand } from "../../call-command";
import type { SampleCall } from "../../sample-call";
import { Part } from "./part";
import { RenewLink } from "./renew-link";

/** How an endpoint function is called, as it is protected now. @param address  without a token */
export function CallPart({ details, address, sample, mayWrite }: { details: Omit<FunctionDetails, "draft">; address: string; sample: SampleCall; mayWrite: boolean }) {
  const { id, protection } = details;
  return (
    <Part title="How it is called" text={texts[protection]}>
      <CodeBlock title="From a shell" language="shell" source={callCommand(protection === "link" ? `${address}/TOKEN` : address, details, sample)} />
      {mayWrite && protection === "link" ? <RenewLink functionId={id} sample={sample} /> : null}
    </Part>
  );
}

const texts: Readonly<Record<FunctionDetails["protection"], string>> = {
  link: "The token of the link was shown when it was made, and is not kept. Renew the link to get a new one.",
  apiKey: "With any active API key of this organisation that may call functions.",
  signature: "With the secret in place of SECRET.",
};
