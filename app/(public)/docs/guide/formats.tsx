import { CodeBlock } from "@/components/code-block";
import { FormatTabs } from "@/components/format-tabs";
import { AnchorHeading } from "../section";

export function Formats() {
  return (
    <>
      <AnchorHeading id="formats">JSON and XML</AnchorHeading>
      <p>
        Every operation exists in both formats, for reading and for writing, with equal values. <code>Accept</code> chooses the format of the answer,{" "}
        <code>Content-Type</code> tells that of the body. Without an <code>Accept</code> the answer takes the format of the body, else JSON. If headers are
        out of your hands, put the format into the address: <code>/create/v2/json/…</code> and <code>/create/v2/xml/…</code> hold to it, whatever the
        headers say.
      </p>
      <FormatTabs
        label="The same values"
        json={<CodeBlock title="A part of a visitor" language="json" source={jsonSample} />}
        xml={<CodeBlock title="A part of a visitor" language="xml" source={xmlSample} />}
      />
      <p>One rule leads from one to the other:</p>
      <ul>
        <li>
          a member in camelCase is an element in kebab-case: <code>registrationState</code>, <code>&lt;registration-state&gt;</code>;
        </li>
        <li>
          an item&apos;s root is the singular of its resource, a list&apos;s the plural: <code>&lt;visitors&gt;&lt;visitor&gt;…</code>;
        </li>
        <li>
          null is <code>xsi:nil=&quot;true&quot;</code> (a plain <code>nil</code> is accepted), what is absent is absent, and an empty list is an empty element;
        </li>
        <li>the order of elements does not matter in what you send;</li>
        <li>
          text is never trimmed and never taken for a number: a postcode <code>007</code> stays <code>007</code>.
        </li>
      </ul>
      <p>
        Everything is UTF-8. Times are UTC with seconds, such as <code>2026-11-24T09:12:41Z</code>; an event also names its time zone. A document with a
        DOCTYPE is refused, and so is, in both formats, text that XML cannot carry (control characters, lone surrogates): what one client writes, every
        other can read.
      </p>
    </>
  );
}

const jsonSample = `{
  "registrationState": "registered",
  "actionCode": null,
  "tags": ["keynote", "press"],
  "contact": { "firstName": "Noor", "lastName": "Vries" }
}`;
const xmlSample = `<visitor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <registration-state>registered</registration-state>
  <action-code xsi:nil="true"/>
  <tags>
    <tag>keynote</tag>
    <tag>press</tag>
  </tags>
  <contact>
    <first-name>Noor</first-name>
    <last-name>Vries</last-name>
  </contact>
</visitor>`;
