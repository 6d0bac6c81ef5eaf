import { createServer, type Socket } from "node:net";

/** What the server took: the envelope's addresses as sent, and the message, unstuffed. */
export type Received = { from: string; to: string[]; message: string };

/**
 * A mail server for tests: enough of SMTP for a client that speaks it by the book.
 * @param refuse  answers a command line itself, such as `550 no`, instead of what would be right
 */
export async function startSmtpServer(refuse: (line: string) => string | undefined = () => undefined): Promise<{ url: string; received: Received[]; connections: () => number; stop: () => Promise<void> }> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket.on("close", () => sockets.delete(socket)).on("error", () => undefined));
    let mail: Received = { from: "", to: [], message: "" };
    let isMessage = false;
    let rest = "";
    const say = (line: string) => socket.write(`${line}\r\n`);
    const obey = (line: string): void => {
      if (isMessage) {
        if (line !== ".") return void (mail.message += `${line.replace(/^\./, "")}\r\n`);
        isMessage = false;
        received.push(mail);
        return void say("250 taken");
      }
      const refusal = refuse(line);
      if (refusal !== undefined) return void say(refusal);
      const [verb = ""] = line.toUpperCase().split(" ", 1);
      if (!/^(?:EHLO|MAIL|RCPT|DATA|RSET|NOOP|QUIT)$/.test(verb)) return void say("502 unknown");
      if (verb === "QUIT") return void socket.end("221 bye\r\n");
      if (verb === "MAIL") mail = { from: line.slice(10), to: [], message: "" };
      if (verb === "RCPT") mail.to.push(line.slice(8));
      isMessage = verb === "DATA";
      say(isMessage ? "354 go on" : verb === "EHLO" ? "250-test\r\n250 8BITMIME" : "250 ok");
    };
    socket.setEncoding("utf8").on("data", (chunk) => {
      const lines = (rest + String(chunk)).split("\r\n");
      rest = lines.pop() ?? "";
      lines.forEach(obey);
    });
    say("220 test");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  };
  return { url: `smtp://127.0.0.1:${port}`, received, connections: () => connections, stop };
}
