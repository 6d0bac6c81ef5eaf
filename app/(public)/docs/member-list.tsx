import { InlineText } from "@/components/inline-text";
import type { MemberText } from "@/lib/api/reference";

/** Parameters or members with what they are. What an object holds folds out, so that the whole stays in sight. */
export function MemberList({ members, showRequired }: { members: MemberText[]; showRequired?: boolean }) {
  return (
    <dl className="divide-y border-y text-sm">
      {members.map((member) => (
        <div key={member.name} className="py-3">
          <dt className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <code className="font-mono text-[0.875rem] font-semibold [overflow-wrap:anywhere]">{member.name}</code>
            <span className="min-w-0 text-xs text-muted-foreground [overflow-wrap:anywhere]">{member.type}</span>
            {showRequired && member.isRequired ? <span className="text-xs font-medium text-warning">required</span> : null}
          </dt>
          <dd className="mt-0.5 text-muted-foreground">
            <InlineText>{member.description}</InlineText>
            {member.members.length > 0 ? (
              <details className="mt-1.5">
                <summary className="w-fit rounded-sm text-xs font-medium text-primary">{counted(member.members.length)}</summary>
                <div className="mt-2 border-l-2 pl-4">
                  <MemberList members={member.members} showRequired={showRequired} />
                </div>
              </details>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function counted(count: number): string {
  return count === 1 ? "1 member" : `${count} members`;
}
