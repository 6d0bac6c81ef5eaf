import type { Crumb } from "@/components/page-header";
import { keyName } from "@/lib/api-keys/key-name";
import { listKeys } from "@/lib/api-keys/verbs";
import type { Context } from "@/lib/core/context";
import type { Alert } from "@/lib/statistics/schema";
import { keyWords } from "./alert-words";

export const alertsTrail: readonly Crumb[] = [
  { label: "Statistics", href: "/organisation/api/statistics" },
  { label: "Alerts", href: "/organisation/api/statistics/alerts" },
];

/** The keys an alert can be about. @param chosen  whose key is among them, whatever became of it */
export async function keyChoices(ctx: Context, chosen?: Pick<Alert, "keyId" | "keyLabel">): Promise<{ value: string; label: string }[]> {
  const { keys } = await listKeys(ctx, {});
  const choices = keys.map((key) => ({ value: key.id, label: keyName(key) }));
  const isMissing = chosen?.keyId && !choices.some(({ value }) => value === chosen.keyId);
  return isMissing ? [...choices, { value: chosen.keyId ?? "", label: keyWords(chosen) }] : choices;
}
