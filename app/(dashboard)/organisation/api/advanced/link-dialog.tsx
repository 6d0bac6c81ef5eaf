"use client";

import { ShownOnce } from "@/components/shown-once";

/** Shows the link of an endpoint function that was made or whose link was renewed. */
export function LinkDialog({ title, text, link, onLeave }: { title: string; text: string; link: string; onLeave: () => void }) {
  return (
    <ShownOnce
      title={title}
      text={text}
      parts={[
        { label: "Link", text: link, copyLabel: "Copy link" },
        { label: "Try it", text: `curl -H 'Content-Type: application/json' -d '{"email":"ada@example.org"}' '${link}'`, copyLabel: "Copy command" },
      ]}
      warning={{ title: "You have not copied the link.", text: "Nobody can call the function without it; you would have to renew it to get a new one." }}
      onLeave={onLeave}
    />
  );
}
