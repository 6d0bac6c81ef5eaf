"use client";

import { ShownOnce } from "@/components/shown-once";
import { callCommand, onOneLine } from "./call-command";
import type { SampleCall } from "./sample-call";

/** Shows the link of an endpoint function that was made or whose link was renewed. */
export function LinkDialog({ title, text, link, sample, onLeave }: { title: string; text: string; link: string; sample: SampleCall; onLeave: () => void }) {
  return (
    <ShownOnce
      title={title}
      text={text}
      parts={[
        { label: "Link", text: link, copyLabel: "Copy link" },
        { label: "Try it", text: onOneLine(callCommand(link, { protection: "link", signatureScheme: null, signatureHeader: null }, sample)), copyLabel: "Copy command" },
      ]}
      warning={{ title: "You have not copied the link.", text: "Nobody can call the function without it; you would have to renew it to get a new one." }}
      onLeave={onLeave}
    />
  );
}
