import { API_BASE } from "@/lib/api/mounts";
import { runtime } from "@/lib/core/runtime";
import { CopyButton } from "@/components/copy-button";
import { Authentication } from "./guide/authentication";
import { Conditions } from "./guide/conditions";
import { Errors } from "./guide/errors";
import { Formats } from "./guide/formats";
import { Idempotency } from "./guide/idempotency";
import { Limits } from "./guide/limits";
import { Lists } from "./guide/lists";
import { Start } from "./guide/start";
import { States } from "./guide/states";
import { Writing } from "./guide/writing";

/** The guide, in the order of guide-sections.ts. */
export default function GuidePage() {
  const origin = runtime().settings.url;
  const base = origin + API_BASE;
  return (
    <div className="prose-visit">
      <h1 className="text-2xl">Visit API</h1>
      <p className="text-lg text-muted-foreground">Read, create and replicate the registrations of trade fairs, in JSON or in XML.</p>
      <p className="flex flex-wrap items-center gap-2">
        <code className="!px-3 !py-2">{base}</code>
        <CopyButton text={base} label="Copy address" className="hover:bg-muted" />
      </p>
      <Start base={base} />
      <Authentication base={base} />
      <Formats />
      <Lists base={base} />
      <Writing base={base} />
      <States />
      <Conditions base={base} />
      <Idempotency base={base} />
      <Errors origin={origin} />
      <Limits />
    </div>
  );
}
