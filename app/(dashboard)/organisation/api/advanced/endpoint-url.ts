import { runtime } from "@/lib/core/runtime";

/** What the addresses of an organisation's endpoint functions begin with. */
export function endpointBase(organisationId: string): string {
  return `${runtime().settings.url}/endpoint/${organisationId}`;
}

/** Where an endpoint function is called with the token that protects it. */
export function linkOf(organisationId: string, key: string, token: string): string {
  return `${endpointBase(organisationId)}/${key}/${token}`;
}
