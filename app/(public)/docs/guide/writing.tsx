import Link from "next/link";
import { CodeBlock } from "@/components/code-block";
import { FormatTabs } from "@/components/format-tabs";
import { AnchorHeading } from "../section";

export function Writing({ base }: { base: string }) {
  return (
    <>
      <AnchorHeading id="writing">Writing</AnchorHeading>
      <p>
        <code>POST</code> creates and answers 201 with the whole new item, <code>PUT</code> changes and answers 200 with the item as it is now and a new revision, also when nothing differs,{" "}
        <code>DELETE</code> answers 204, also when the item was deleted before.
      </p>
      <h3>A change names what changes</h3>
      <p>
        A <code>PUT</code> touches only the members it names: absent keeps, a value sets, null clears. Objects are merged member by member and{" "}
        <code>answers</code> question by question; other lists are replaced as a whole.
      </p>
      <FormatTabs
        label="Change one member"
        json={<CodeBlock title="A new function, and no second telephone" language="shell" source={putCall(base, "json", '{ "contact": { "jobFunction": "Chief Engineer", "phone2": null } }')} />}
        xml={
          <CodeBlock
            title="A new function, and no second telephone"
            language="shell"
            source={putCall(base, "xml", "<visitor><contact><job-function>Chief Engineer</job-function><phone2 nil=\"true\"/></contact></visitor>")}
          />
        }
      />
      <p>
        A whole answer of a <code>GET</code> may be sent back. Members that are unknown or cannot be set (<code>id</code>, <code>revision</code>,{" "}
        <code>badge</code>, counts) are ignored and named in the header <code>Visit-Ignored</code>; with <code>Prefer: handling=strict</code> they are
        refused instead, which is a good setting while you develop.
      </p>
      <h3>People are found, not doubled</h3>
      <p>
        The contact of a new visitor or partner is looked for by <code>contact.id</code>, then by <code>contact.reference</code>, then by e-mail address as
        far as your organisation&apos;s settings allow. When found, the members you send are set and the others kept; otherwise it is created. Fifty equal
        requests at the same moment still make one contact.
      </p>
      <h3>Pointing to other things</h3>
      <p>
        <code>registrationType</code>, <code>form</code> and <code>partner</code> may be an object with an <code>id</code>, a <code>reference</code> (forms
        have none) or an exact <code>name</code>. A text alone is always an id: write <code>{`{ "reference": "press" }`}</code>, not{" "}
        <code>{`"press"`}</code>. A new visitor whose type or form is left out gets the event&apos;s default; a new partner must name its type.
      </p>
      <p>
        <code>answers</code> may be written as they are read, or shorter, as a map from question to answer; here a text may be an id, a reference or a name:
      </p>
      <CodeBlock title="Answers, the short way" language="json" source={'{ "answers": { "diet": "vegan", "interests": ["robotics", "ports"] } }'} />
      <h3>Your own keys</h3>
      <p>
        Give records the <code>reference</code> they have in your system. With <code>?match=reference</code> a <code>POST</code> changes the visitor or
        partner that has it already (200) or creates one (201), so a nightly transfer needs no list of ids. When several have it, it is refused with a{" "}
        <Link href="/docs/errors/conflict">409</Link>. A plain <code>POST</code> does not look whether the reference exists, and creates another record with
        it, so transfers use <code>?match=reference</code> always. For a partner the body then needs <code>name</code> and <code>registrationType</code> also when
        it only changes one. To repeat a <code>POST</code> safely, see <Link href="#idempotency">Safe repeats</Link>.
      </p>
    </>
  );
}

function putCall(base: string, format: "json" | "xml", body: string): string {
  return `curl -u "$VISIT_API_KEY:" -X PUT \\\n  -H 'Content-Type: application/${format}' \\\n  --data-binary @- '${base}/visitors/2kq7v0c4m1x8r/5tn3w8e1z6y0b' <<'END'\n${body}\nEND`;
}
