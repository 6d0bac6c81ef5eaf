import { Badge } from "@/components/ui/badge";

export function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <Badge key={tag} className="max-w-full whitespace-normal">
          {tag}
        </Badge>
      ))}
    </span>
  );
}
