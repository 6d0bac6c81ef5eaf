import type { z } from "zod";
import { fieldErrors } from "@/lib/codec/fields";
import { unfitForXml } from "@/lib/codec/xml-text";
import { invalid } from "./errors";

/** What a page or a file asks for, under the rules of a body sent to the API. @throws validation_failed */
export function parseBody<T extends z.ZodType>(schema: T, body: Readonly<Record<string, unknown>>): z.output<T> {
  const unfit = unfitForXml(body).map((field) => ({ field, error: "invalid_value", description: "holds characters that cannot be kept: control characters or broken text" }));
  const result = schema.safeParse(body);
  const errors = [...unfit, ...(result.success ? [] : fieldErrors(result.error, body))];
  if (errors.length > 0 || !result.success) throw invalid(...errors);
  return result.data;
}
