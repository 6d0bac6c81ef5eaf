"use client";

import ErrorPage, { type Failure } from "./error";
import "./globals.css";

/** Stands in for the root layout when that itself fails. */
export default function GlobalError(failure: Failure) {
  return (
    <html lang="en-GB">
      <body>
        <title>Error · Visit</title>
        <ErrorPage {...failure} />
      </body>
    </html>
  );
}
