"use client";

import dynamic from "next/dynamic";

/** The comparison, fetched when it is looked at. */
export const CodeDiffLoader = dynamic(() => import("./code-diff").then(({ CodeDiff }) => CodeDiff), { ssr: false, loading: () => null });
