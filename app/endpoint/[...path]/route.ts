import { serveEndpoint } from "@/lib/functions/endpoint/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint();
