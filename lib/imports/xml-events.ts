import { SaxesParser, type SaxesTagPlain } from "saxes";
import { unreadable } from "./unreadable";

export type XmlEvent =
  | { kind: "open"; name: string; attributes: Record<string, string> }
  | { kind: "text"; text: string }
  | { kind: "close"; name: string };

/**
 * The elements of one part of a workbook in order, names without their prefix, a chunk of events at a time.
 * @throws validation_failed  when the XML is not well formed or has a DOCTYPE
 */
export async function* xmlEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<XmlEvent[]> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let events: XmlEvent[] = [];
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => events.push({ kind: "open", name: local(name), attributes }));
  parser.on("closetag", ({ name }) => events.push({ kind: "close", name: local(name) }));
  parser.on("text", (text) => events.push({ kind: "text", text }));
  parser.on("cdata", (text) => events.push({ kind: "text", text }));
  parser.on("error", () => {
    throw malformed();
  });
  parser.on("doctype", () => {
    throw malformed();
  });
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    parser.write(decoder.decode(chunk, { stream: true }));
    yield events;
    events = [];
  }
  parser.close();
  yield events;
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const malformed = () => unreadable("The workbook is damaged. Open it in a spreadsheet program and save it again.");
