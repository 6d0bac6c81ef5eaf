import { CodeBlock } from "@/components/code-block";
import { AnchorHeading } from "../section";

export function Lists({ base }: { base: string }) {
  return (
    <>
      <AnchorHeading id="lists">Lists and replication</AnchorHeading>
      <p>
        Every record has a <code>revision</code>. Whenever it is created, changed or deleted it gets a new one, higher than any before. A list is ordered by
        it, oldest first, so a list is also a <strong>feed of changes</strong>: whoever remembers how far they have read, asks for the rest.
      </p>
      <h3>The rule</h3>
      <ol>
        <li>
          Ask with <code>fromRevision=0</code>, and take over every row by its <code>id</code>.
        </li>
        <li>
          Ask again with the value of the header <code>X-Next-Revision</code>. When the page was full that is its last revision plus one, and a{" "}
          <code>Link</code> with <code>rel=&quot;next&quot;</code> is there too.
        </li>
        <li>
          A page shorter than <code>limit</code> is the end for now. Keep the number, and carry on from it whenever you like.
        </li>
      </ol>
      <CodeBlock
        title="What has changed since last time? Wait up to 30 seconds for something"
        language="shell"
        source={`curl -i -u "$VISIT_API_KEY:" '${base}/visitors/2kq7v0c4m1x8r?fromRevision=4712&limit=1000&wait=30'`}
      />
      <p>
        <strong>The promise:</strong> whoever starts at 0 and follows this rule sees every committed change and ends with exactly what the database holds,
        however many others write at the same time. A row may come more than once, as it changes; its newest state is what counts. Within an organisation
        changes become visible in the order of their revisions, so none can slip in behind you.
      </p>
      <h3>Things to know</h3>
      <ul>
        <li>
          <code>fromRevision</code> is inclusive. A client that sends the last revision itself sees that row again, and still gets on.
        </li>
        <li>
          <code>limit</code> is 100 when you do not say, and at most 1,000. Filters count before it.
        </li>
        <li>
          A deleted record leaves a <strong>tombstone</strong>: <code>deleted: true</code>, a new revision, and what says which it was, namely{" "}
          <code>id</code>, <code>expoId</code>, <code>reference</code>, <code>registrationType</code> and the contact&apos;s <code>id</code> and{" "}
          <code>reference</code>; a visitor&apos;s also <code>form</code> and <code>registrationState</code>, which is <code>unregistered</code>. All else is
          null or empty. It stays for ever, so that a copy which was away for a year still learns of it. <code>showDeleted=false</code> hides them.
        </li>
        <li>
          Tombstones pass every filter but <code>showDeleted</code> and <code>webhookId</code>: <code>?email=…</code> answers with all of them as well. To
          look somebody up, add <code>showDeleted=false</code>.
        </li>
        <li>
          A contact is shared by all registrations of a person, and a partner&apos;s name is shown by its visitors. When they change, every record that shows
          them gets a new revision.
        </li>
        <li>
          With a filter the promise does not hold: a record that no longer matches leaves silently. Replicate without filters, and filter your copy.
        </li>
        <li>
          <code>wait</code> holds the answer for up to 30 seconds while there is nothing to show. A change is there within milliseconds of its commit, and you
          need not ask every minute.
        </li>
      </ul>
    </>
  );
}
