import { createTransport } from "nodemailer";
import { fromMailbox } from "./mailbox";
import { mailHtml } from "./mail-html";
import { part } from "./runtime";

export type OutgoingMail = { id: string; to: string; subject: string; text: string };

/** The connections to the operator's mail server, kept open between mails. Only to be asked when SMTP_URL is set. */
export const mailSender = part("mail sender", ({ settings }) => {
  const transport = createTransport({
    ...serverOf(new URL(settings.smtpUrl)), // not `url`: beside that nodemailer takes no other option
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true, // whatever a mail says, no file or address is read for it
    disableUrlAccess: true,
  });
  const { name, address } = fromMailbox(settings.mailFrom);
  const { hostname } = new URL(settings.url);
  return {
    /** Resolves when the server has accepted it. Tried twice, it is the same mail to whoever receives both: its Message-ID is its id. */
    send: async ({ id, to, subject, text }: OutgoingMail): Promise<void> => {
      await transport.sendMail({
        from: { name: name ?? "", address: address ?? "" },
        to: { name: "", address: to }, // taken apart already: a comma in it is no second receiver
        subject,
        text,
        html: mailHtml(text),
        messageId: `<${id}@${hostname}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
    stop: () => transport.close(),
  };
});

function serverOf({ protocol, hostname, port, username, password }: URL) {
  const isSecure = protocol === "smtps:";
  const auth = username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {};
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (isSecure ? 465 : 587), secure: isSecure, requireTLS: username !== "", ...auth }; // no password in the clear
}

/** Whether the mail server has refused for good, so that trying again is of no use: any answer of the 500s to the mail itself. */
export function isFinal(error: unknown): boolean {
  const about = typeof error === "object" && error !== null ? error : {};
  const status = "responseCode" in about && typeof about.responseCode === "number" ? about.responseCode : 0;
  return status >= 500 && !("code" in about && about.code === "EAUTH"); // a wrong password is the operator's fault, and can be set right
}
