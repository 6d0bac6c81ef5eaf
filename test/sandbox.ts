import { sandboxFiles } from "@/scripts/lib/sandbox.mjs";

/** As everywhere, but for the annex: beside other tests nothing is left over for one that gets what nobody else wants, so env(1) starts it, which changes nothing. */
export const sandboxOptions: typeof sandboxFiles & { idly: readonly string[] } = { ...sandboxFiles, idly: ["env"] };
