"use client";

import ErrorPage, { type Failure } from "@/app/error";

/** Leaves the shell and its navigation standing: only the page of the event failed. */
export default function EventError(failure: Failure) {
  return <ErrorPage {...failure} isInside />;
}
