/** The program text of `guest/`, bundled; put in by the build (scripts/lib/sandbox.mjs). An expression: a function of `host` that returns the harness. */
declare const GUEST_PRELUDE: string;
