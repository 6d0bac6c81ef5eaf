import type { Metadata } from "next";
import { API_BASE } from "@/lib/api/mounts";
import { runtime } from "@/lib/core/runtime";
import { Alerts } from "./sections/alerts";
import { Counting } from "./sections/counting";
import { Log } from "./sections/log";
import { Metrics } from "./sections/metrics";
import { Numbers } from "./sections/numbers";
import { Statistics } from "./sections/statistics";

export const metadata: Metadata = { title: "Usage of the API" };

/** How to see what the API is used for, in the order of usage-sections.ts. */
export default function UsagePage() {
  const { url } = runtime().settings;
  return (
    <div className="prose-visit">
      <h1 className="text-2xl">Usage of the API</h1>
      <p className="text-lg text-muted-foreground">Who calls what, how often, how fast, and with what success: as a page, call by call, as numbers for a program, and as a mail when something is unusual.</p>
      <Counting />
      <Statistics />
      <Numbers base={url + API_BASE} />
      <Log />
      <Alerts />
      <Metrics origin={url} />
    </div>
  );
}
