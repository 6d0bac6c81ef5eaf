import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // What `npm run dev` prints of each request would show the token of an endpoint function's link.
  logging: { incomingRequests: { ignore: [/^\/endpoint\//] } },
  // Types are a phase of `npm test`; a start on a fresh clone should not pay for them again.
  typescript: { ignoreBuildErrors: true },
  // The longest a page sends: an event written in the editor (4 MiB) with the code (256 KiB), their quotes escaped once more. Beyond 10 MB Next would cut it off.
  experimental: { serverActions: { bodySizeLimit: 9 * 1024 * 1024 } },
  // Native, WebAssembly or stateful at import: Node loads these itself, from node_modules.
  serverExternalPackages: ["pg", "@prisma/client", "@prisma/adapter-pg", "@node-rs/argon2", "quickjs-emscripten", "undici", "nodemailer", "inngest", "graphile-worker"],
  // Without this Next looks for lock files above the project and may choose a stranger's folder as its root.
  turbopack: { root },
  outputFileTracingRoot: root,
};
