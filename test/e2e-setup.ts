import { startTestServer } from "../scripts/lib/test-server.mjs";

/** Starts a whole Visit for the end-to-end tests, as a stranger would, unless VISIT_E2E_URL says where one is. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.VISIT_E2E_URL) return undefined;
  const server = await startTestServer();
  process.env.VISIT_E2E_URL = server.url;
  process.env.VISIT_E2E_EMAIL = server.email;
  process.env.VISIT_E2E_PASSWORD = server.password;
  process.env.VISIT_E2E_MEMBER_EMAIL = server.memberEmail;
  process.env.VISIT_E2E_MEMBER_PASSWORD = server.memberPassword;
  process.env.VISIT_E2E_API_KEY = server.apiKey;
  if (server.setupLink) process.env.VISIT_E2E_SETUP_LINK = server.setupLink;
  return server.stop;
}
