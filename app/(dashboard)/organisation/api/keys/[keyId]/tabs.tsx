import Link from "next/link";
import { cn } from "@/components/cn";

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
  return (
    <nav aria-label="API key" className="-mx-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map(({ name, label }) => (
          <li key={name}>
            <Link
              href={name === "settings" ? `/organisation/api/keys/${keyId}` : `/organisation/api/keys/${keyId}?tab=${name}`}
              aria-current={name === tab ? "page" : undefined}
              className={cn("block border-b-2 px-3 py-2.5 -outline-offset-2 text-sm font-medium whitespace-nowrap", name === tab ? "border-primary text-foreground" : "border-transparent text-muted-foreground hover:text-foreground")}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
