import fc from "fast-check";
import { bench, describe } from "vitest";
import { z } from "zod";
import { arbitraryOf } from "@/lib/codec/arbitrary";
import { decodeJson, encodeJson } from "@/lib/codec/json";
import { shapeOf } from "@/lib/codec/shape";
import { decodeXml, xmlWriter } from "@/lib/codec/xml";

// Run with `npx vitest bench lib/codec`. The size stands in each group's name: MB/s = kB × ops a second / 1000.

const text = z.string().nullable();
const Record = z.object({
  id: z.string(),
  revision: z.int(),
  deleted: z.boolean(),
  reference: text,
  registrationState: z.enum(["invited", "registered"]),
  contact: z.object({ firstInitials: text, firstName: text, lastName: text, company: text, email: text, phone1: text, addresses: z.array(z.object({ postalCode: text, city: text, country: text })) }),
  registrationType: z.object({ id: z.string(), name: z.string() }),
  answers: z.array(z.object({ questionId: z.string(), values: z.array(z.object({ answerId: text, text })) })),
  tags: z.array(z.string()),
});
const shape = shapeOf(z.array(Record));
const write = xmlWriter(shape, "records");
const records = fc.sample(arbitraryOf(shapeOf(Record)), { numRuns: 100, seed: 1 });
const json = Buffer.from(encodeJson(records));
const xml = Buffer.from(write(records));

describe(`100 records, JSON, ${Math.round(json.length / 1000)} kB`, () => {
  bench("JSON.parse alone", () => void JSON.parse(json.toString()));
  bench("decodeJson", () => void decodeJson(json));
  bench("encodeJson", () => void Buffer.from(encodeJson(records)));
});

describe(`100 records, XML, ${Math.round(xml.length / 1000)} kB`, () => {
  bench("xmlWriter", () => void Buffer.from(write(records)));
  bench("decodeXml", () => void decodeXml(xml, shape, "records"));
});
