/** Where the API answers. Below it, `/json` and `/xml` fix the format. */
export const API_BASE = "/create/v2";

/** Where endpoint functions answer. */
export const ENDPOINT_MOUNT = "/endpoint";

/** Every path prefix that `server.ts` hands to the API ahead of Next; each has its route file below `app/`, which a test checks. */
export const API_MOUNTS: readonly string[] = [API_BASE];
