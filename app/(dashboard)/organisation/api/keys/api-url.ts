import { API_BASE } from "@/lib/api/mounts";
import { runtime } from "@/lib/core/runtime";

/** Where programs find the API, from outside. */
export function apiUrl(): string {
  return `${runtime().settings.url}${API_BASE}`;
}
