import { crm } from "./crm";
import type { Template } from "./template";

export type { Template } from "./template";

/** What + Add offers to begin with, in this order. */
export const templates: readonly Template[] = [crm];
