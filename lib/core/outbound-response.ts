import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { OutboundError } from "./outbound-error";

/** Reads a body up to `mostBytes`. @throws OutboundError tooLarge */
export async function readCapped(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) throw tooLarge(mostBytes); // leaving the loop ends the stream
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Undoes what Content-Encoding names, last first; an encoding that is not known leaves the rest as it is.
 * @throws OutboundError  tooLarge: it unfolds to more than `mostBytes`; badResponse: it is not what it says
 */
export async function decoded(body: Buffer, encodings: string, mostBytes: number): Promise<Buffer> {
  const names = encodings.toLowerCase().split(",").map((name) => name.trim()).filter((name) => name && name !== "identity"); // prettier-ignore
  if (names.length > 3) throw new OutboundError("badResponse", "The answer is encoded more than three times.");
  let plain = body;
  for (const name of names.reverse()) {
    const decode = decoders.get(name);
    if (!decode) return plain;
    plain = await decode(plain, mostBytes).catch((cause: unknown) => {
      if (cause instanceof RangeError) throw tooLarge(mostBytes);
      throw new OutboundError("badResponse", `The answer is not ${name}, as it says.`, { cause });
    });
  }
  return plain;
}

type Decode = (body: Buffer, mostBytes: number) => Promise<Buffer>;
const gunzipped: Decode = (body, maxOutputLength) => promisify(gunzip)(body, { maxOutputLength });
const decoders: ReadonlyMap<string, Decode> = new Map([
  ["gzip", gunzipped],
  ["x-gzip", gunzipped],
  ["br", (body, maxOutputLength) => promisify(brotliDecompress)(body, { maxOutputLength })],
  // With its header or, as some servers send it, without: the header's first half byte is always 8.
  ["deflate", (body, maxOutputLength) => promisify(((body[0] ?? 0) & 15) === 8 ? inflate : inflateRaw)(body, { maxOutputLength })],
]);

const tooLarge = (mostBytes: number) => new OutboundError("tooLarge", `The answer is longer than ${mostBytes} bytes.`);
