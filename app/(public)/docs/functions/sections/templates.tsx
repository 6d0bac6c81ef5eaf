import { CodeBlock } from "@/components/code-block";
import { templates } from "@/lib/functions/templates";
import { AnchorHeading } from "../../section";

export function Templates() {
  return (
    <>
      <AnchorHeading id="templates">Templates</AnchorHeading>
      <p>
        What <em>+ Add</em> offers to begin with. Each is a whole program, meant to be read and changed; what is yours to fill in stands at its top.
      </p>
      {templates.map(({ id, kind, name, text, secrets, code }) => (
        <section key={id}>
          <AnchorHeading id={id} level={3}>
            {name}
          </AnchorHeading>
          <p className="mt-3">
            {text} {kind === "task" ? "A background task." : "An endpoint function."}
          </p>
          {secrets ? (
            <ul className="mt-3">
              {secrets.map((secret) => (
                <li key={secret.name}>
                  Secret <code>{secret.name}</code>: {secret.text}.
                </li>
              ))}
            </ul>
          ) : null}
          <details className="mt-3">
            <summary className="cursor-pointer text-sm font-medium">Its code</summary>
            <CodeBlock title={name} language="javascript" source={code} className="mt-3" />
          </details>
        </section>
      ))}
    </>
  );
}
