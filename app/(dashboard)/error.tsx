"use client";

import ErrorPage, { type Failure } from "@/app/error";

/** Leaves the shell standing: only the page inside it failed. */
export default function DashboardError(failure: Failure) {
  return <ErrorPage {...failure} isInside />;
}
