import { expect, test } from "vitest";
import { prettyXml } from "@/lib/api/pretty-xml";

test("elements stand on lines of their own, texts with their tags, empty ones closed where they open", () => {
  expect(prettyXml('<?xml version="1.0"?>\n<a x="1"><b>1 &gt; 0</b><c/><d></d><e><f xsi:nil="true"/></e></a>')).toBe(
    ['<?xml version="1.0"?>', '<a x="1">', "  <b>1 &gt; 0</b>", "  <c/>", "  <d></d>", "  <e>", '    <f xsi:nil="true"/>', "  </e>", "</a>"].join("\n"),
  );
});
