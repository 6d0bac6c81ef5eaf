"use client";

import { ShownOnce } from "@/components/shown-once";

/** Shows the secret of a key that was made or rotated. */
export function SecretDialog({ title, secret, apiUrl, onLeave }: { title: string; secret: string; apiUrl: string; onLeave: () => void }) {
  return (
    <ShownOnce
      title={title}
      text="This is its secret. It is shown now and never again: only a fingerprint of it is kept."
      parts={[
        { label: "Secret", text: secret, copyLabel: "Copy secret" },
        { label: "Try it", text: `curl -u '${secret}:' ${apiUrl}/expos`, copyLabel: "Copy command" },
      ]}
      warning={{ title: "You have not copied the secret.", text: "Without it the key is of no use; you would have to rotate it to get a new one." }}
      onLeave={onLeave}
    />
  );
}
