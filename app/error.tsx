"use client";

import { Notice } from "@/components/notice";
import { Button } from "@/components/ui/button";

export type Failure = { error: Error & { digest?: string }; reset: () => void };

/** The digest is what the server's log carries for this failure; nothing else of it is shown. */
export default function ErrorPage({ error, reset, isInside }: Failure & { isInside?: boolean }) {
  return (
    <Notice
      isInside={isInside}
      title="This page could not be made"
      text={
        <>
          The fault is ours, and nothing you entered was changed. Try again in a moment.
          {error.digest ? (
            <>
              {" "}
              If it stays, tell the operator this number: <code className="font-mono">{error.digest}</code>
            </>
          ) : null}
        </>
      }
    >
      <Button onClick={reset}>Try again</Button>
    </Notice>
  );
}
