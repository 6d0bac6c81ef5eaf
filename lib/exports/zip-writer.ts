import { Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

export type ZipFile = { path: string; content: Iterable<string> | AsyncIterable<string> };

/**
 * A zip archive of texts, written as they come: sizes and checksums follow each file, so that nothing is held. It waits for
 * whoever reads it. Below 4 GiB.
 */
export async function* zipOf(files: readonly ZipFile[]): AsyncGenerator<Uint8Array> {
  const listing: Buffer[] = [];
  let offset = 0;
  for (const { path, content } of files) {
    const start = offset;
    const local = Buffer.concat([Buffer.from(LOCAL_SIGNATURE, "hex"), header(path, { crc: 0, packed: 0, plain: 0 }), Buffer.from(path)]);
    yield local;
    offset += local.byteLength;
    const sums = { crc: 0, packed: 0, plain: 0 };
    for await (const chunk of Readable.from(counted(content, sums)).pipe(createDeflateRaw())) {
      const bytes: Buffer = chunk;
      sums.packed += bytes.byteLength;
      yield bytes;
    }
    const trailer = Buffer.concat([Buffer.from(TRAILER_SIGNATURE, "hex"), numbers(sums.crc, sums.packed, sums.plain)]);
    yield trailer;
    offset += sums.packed + trailer.byteLength;
    listing.push(Buffer.concat([Buffer.from(LISTED_SIGNATURE, "hex"), header(path, sums), Buffer.alloc(10), numbers(start), Buffer.from(path)]));
  }
  const listed = Buffer.concat(listing);
  const count = Buffer.alloc(4);
  count.writeUInt16LE(files.length, 0);
  count.writeUInt16LE(files.length, 2);
  yield Buffer.concat([listed, Buffer.from(END_SIGNATURE, "hex"), count, numbers(listed.byteLength, offset), Buffer.alloc(2)]);
}

type Sums = { crc: number; packed: number; plain: number };

async function* counted(content: ZipFile["content"], sums: Sums): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    sums.crc = crc32(bytes, sums.crc);
    sums.plain += bytes.byteLength;
    yield bytes;
  }
}

/** What a file's own header and its entry in the listing have in common: version 2.0, UTF-8, sizes follow, deflated, 1 January 1980. */
function header(path: string, { crc, packed, plain }: Sums): Buffer {
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(Buffer.byteLength(path), 0);
  return Buffer.concat([Buffer.from("1400" + "0808" + "0800" + "0000" + "2100", "hex"), numbers(crc, packed, plain), lengths]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

const LOCAL_SIGNATURE = "504b0304";
const TRAILER_SIGNATURE = "504b0708";
const LISTED_SIGNATURE = "504b0102" + "1400"; // and the version that made it
const END_SIGNATURE = "504b0506" + "00000000";
