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

/** Whether the mail server has refused this receiver or this message for good. All else, such as a wrong password, can be set right before the next try. */
export function isFinal(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("responseCode" in error && "command" in error)) return false;
  return Number(error.responseCode) >= 500 && (error.command === "RCPT TO" || error.command === "DATA");
}
