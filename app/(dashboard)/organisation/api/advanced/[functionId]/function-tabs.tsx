"use client";

import { usePathname } from "next/navigation";
import { TabLinks } from "@/components/tab-links";

/** The pages of one function. */
export function FunctionTabs({ functionId }: { functionId: string }) {
  const path = usePathname();
  const base = `/organisation/api/advanced/${functionId}`;
  const pages = tabs.map(({ part, label }) => ({ href: part ? `${base}/${part}` : base, label }));
  const current = pages.slice(1).find(({ href }) => path === href || path.startsWith(`${href}/`)) ?? pages[0];
  return <TabLinks label="Function" tabs={pages} current={current?.href ?? base} />;
}

const tabs = [
  { part: "", label: "Code" },
  { part: "runs", label: "Runs" },
  { part: "versions", label: "Versions" },
  { part: "settings", label: "Settings" },
  { part: "secrets", label: "Secrets" },
  { part: "state", label: "State" },
];
