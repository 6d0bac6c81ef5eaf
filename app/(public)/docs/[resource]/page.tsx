import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { API_BASE } from "@/lib/api/mounts";
import type { ResourceText } from "@/lib/api/reference";
import { runtime } from "@/lib/core/runtime";
import { reference } from "../reference";
import { OperationSection } from "./operation-section";

type Segments = { params: Promise<{ resource: string }> };

export async function generateMetadata({ params }: Segments): Promise<Metadata> {
  return { title: find((await params).resource)?.title };
}

export default async function ResourcePage({ params }: Segments) {
  const resource = find((await params).resource);
  if (!resource) notFound();
  const base = `${runtime().settings.url}${API_BASE}`;
  return (
    <>
      <h1 className="text-2xl">{resource.title}</h1>
      {resource.operations.map((text) => (
        <OperationSection key={text.operation.id} text={text} base={base} />
      ))}
    </>
  );
}

function find(name: string): ResourceText | undefined {
  return reference().resources.find((resource) => resource.name === name);
}
