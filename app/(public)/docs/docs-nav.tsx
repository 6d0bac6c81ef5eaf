import { functionSections } from "./functions/function-sections";
import { guideSections } from "./guide-sections";
import { MethodBadge } from "./method-badge";
import { NavLink } from "./nav-link";
import { reference } from "./reference";
import { usageSections } from "./usage/usage-sections";

export function DocsNav() {
  return (
    <div className="grid gap-7 text-sm">
      <div>
        <NavLink href="/docs" className={pageClass}>
          Guide
        </NavLink>
        <ul>
          {guideSections.map(({ anchor, title }) => (
            <li key={anchor}>
              <NavLink href={`/docs#${anchor}`} below={anchor === "errors" ? "/docs/errors" : undefined}>
                {title}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <NavLink href="/docs/functions" className={pageClass}>
          Functions
        </NavLink>
        <ul>
          {functionSections.map(({ anchor, title }) => (
            <li key={anchor}>
              <NavLink href={`/docs/functions#${anchor}`}>{title}</NavLink>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <NavLink href="/docs/usage" className={pageClass}>
          Usage
        </NavLink>
        <ul>
          {usageSections.map(({ anchor, title }) => (
            <li key={anchor}>
              <NavLink href={`/docs/usage#${anchor}`}>{title}</NavLink>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <p className="px-3 pb-1.5 font-semibold">Reference</p>
        <ul>
          {reference().resources.map((resource) => (
            <li key={resource.name}>
              <NavLink href={`/docs/${resource.name}`}>{resource.title}</NavLink>
              <ul className="mb-1.5 ml-3 border-l">
                {resource.operations.map(({ operation, verb }) => (
                  <li key={operation.id}>
                    <NavLink href={`/docs/${resource.name}#${verb}`} className="flex items-center gap-2 py-1 text-xs">
                      <MethodBadge method={operation.method} className="w-12 shrink-0 text-[0.625rem] leading-4" />
                      {verb}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
      <p className="px-3">
        <a href="/openapi.json" className="text-primary underline decoration-border-strong underline-offset-4">
          OpenAPI 3.1 document
        </a>
      </p>
    </div>
  );
}

/** Of the pages whose sections are listed below them. */
const pageClass = "font-semibold text-foreground aria-[current]:font-semibold";
