import { TabLinks } from "@/components/tab-links";

const tabs = [
  { name: "settings", label: "Settings" },
  { name: "secrets", label: "Secrets" },
  { name: "refused", label: "Why was it refused?" },
] as const;
export type KeyTab = (typeof tabs)[number]["name"];

/** The part of a key's page that the address names; the settings when it names none. */
export function tabOf(query: string | string[] | undefined): KeyTab {
  return tabs.find(({ name }) => name === query)?.name ?? "settings";
}

export function KeyTabs({ keyId, tab }: { keyId: string; tab: KeyTab }) {
  const hrefOf = (name: KeyTab) => (name === "settings" ? `/organisation/api/keys/${keyId}` : `/organisation/api/keys/${keyId}?tab=${name}`);
  return <TabLinks label="API key" tabs={tabs.map(({ name, label }) => ({ href: hrefOf(name), label }))} current={hrefOf(tab)} />;
}
