import type { ReactNode } from "react";
import { PageHeader, type Crumb } from "@/components/page-header";
import { Facts, Part } from "./facts";

type Remains = { id: string; reference: string | null; registrationType: { name: string }; contact: { id: string; reference: string | null } | null };

/** The page of what was deleted: the little that stays, so that other systems can tell what it was, and who deleted it. */
export function Tombstone({ noun, record, trail, children }: { noun: string; record: Remains; trail: readonly Crumb[]; children: ReactNode }) {
  const { id, reference, registrationType, contact } = record;
  return (
    <>
      <PageHeader title={`Deleted ${noun}`} trail={trail} text={`This ${noun} was deleted. What was known is gone for good; the marks below stay, so that other systems learn of it.`} />
      <div className="grid max-w-3xl gap-5">
        <Part title="What stays">
          <Facts
            facts={[
              ["Reference", reference],
              ["Registration type", registrationType.name],
              ["Contact reference", contact?.reference],
              [`${noun.charAt(0).toUpperCase()}${noun.slice(1)} id`, <code key="id" className="font-mono text-xs">{id}</code>],
            ]}
          />
        </Part>
        {children}
      </div>
    </>
  );
}
