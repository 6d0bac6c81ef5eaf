import { formatTime } from "@/components/time";
import { Card } from "@/components/ui/card";
import { keyResources, levelOf } from "@/lib/api-keys/rights";
import type { KeyDetails } from "@/lib/api-keys/verbs";

/** What is set about a key, for those who may only look. */
export function KeyFacts({ details, zone }: { details: KeyDetails; zone: string }) {
  const { events, rights, limits } = details;
  const facts: [label: string, value: string][] = [
    ["State", details.setState],
    ["Comments", details.comments],
    ["Expires after", details.expiresAt ? formatTime(details.expiresAt, zone) : "never"],
    ["Allowed IP addresses", details.addressScope === "any" ? "any" : details.addresses.join(", ") || "none: the key works from nowhere"],
    ["Events", events.kind === "all" ? "all" : events.names.join(", ") || "none"],
    ["Rights", keyResources.map((resource) => `${resource.label}: ${levelOf(rights, resource)}`).join(", ")],
    ["Contact person", [details.contactName, details.contactEmail, details.contactPhone].filter(Boolean).join(", ") || "none"],
    ["Usable by functions", details.isUsableByFunctions ? "yes" : "no"],
    ["May call functions", details.mayCallFunctions ? "yes" : "no"],
    ["Limits", Object.entries(limits).map(([name, value]) => `${name} ${value}`).join(", ") || "the usual ones"],
  ];
  return (
    <Card className="p-6 sm:p-8">
      <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-[12rem_1fr]">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted-foreground max-sm:-mb-3">{label}</dt>
            <dd className="[overflow-wrap:anywhere] whitespace-pre-line">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
