import { ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { runtime } from "@/lib/core/runtime";

/** What the addresses of an organisation's endpoint functions begin with. */
export function endpointBase(organisationId: string): string {
  return `${runtime().settings.url}${ENDPOINT_MOUNT}/${organisationId}`;
}

/** Where an endpoint function is called with the token that protects it. */
export function linkOf(organisationId: string, key: string, token: string): string {
  return `${endpointBase(organisationId)}/${key}/${token}`;
}
