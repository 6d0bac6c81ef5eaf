import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrors } from "@/lib/codec/fields";
import { decodeJson } from "@/lib/codec/json";
import { shapeOf } from "@/lib/codec/shape";
import { decodeXml, xmlListWriter, xmlWriter } from "@/lib/codec/xml";

const Visitor = z.object({
  id: z.string().optional(),
  visits: z.int().nullish(),
  price: z.number().optional(),
  isVip: z.boolean().optional(),
  state: z.enum(["invited", "registered"]).optional(),
  contact: z.object({ firstName: z.string().nullish(), addresses: z.array(z.object({ city: z.string() })).optional() }).optional(),
  staff: z.array(z.string()).meta({ item: "staffMember" }).optional(),
  tags: z.array(z.string()).optional(),
  type: z.union([z.string(), z.object({ id: z.string() }), z.object({ name: z.string() })]).optional(),
  values: z.union([z.array(z.string()), z.string()]).optional(),
  answers: z.record(z.string(), z.string()).optional(),
});
const shape = shapeOf(Visitor);
const decode = (body: string | Uint8Array) => decodeXml(typeof body === "string" ? Buffer.from(body) : body, shape, "visitor");

const malformed: readonly (readonly [string | Uint8Array, string])[] = [
  ["", "The body is empty"],
  [" \n ", "there is no element"],
  ["visitor", "expected the root element, found text"],
  ['{"id":1}', "expected the root element, found text"],
  ["<a<a<a", "is not written as name="],
  ["<visitor", "is not written as name="],
  ["<visitor>", "<visitor> is not closed"],
  ["<visitor><id>x</visitor>", "</visitor> where </id> was expected"],
  ["<visitor></Visitor>", "</Visitor> where </visitor> was expected"],
  ["</visitor>", "</visitor> closes nothing"],
  ["<visitor></visitor></visitor>", "</visitor> closes nothing"],
  ["<visitor/><visitor/>", "a second root element"],
  ["<visitor/>tail", "text after the root element"],
  ["head<visitor/>", "expected the root element, found text"],
  ["<visitor/>&amp;", "text after the root element"],
  ["<visitor/><![CDATA[x]]>", "text outside the root element"],
  ["<visitors/>", "the root element must be <visitor>, got <visitors>"],
  ["<constructor/>", "the root element must be <visitor>, got <constructor>"],
  ["< visitor/>", '"<" must be written &lt;'],
  ["<1visitor/>", '"<" must be written &lt;'],
  ["<-visitor/>", '"<" must be written &lt;'],
  ["<visitor><id>a < b</id></visitor>", '"<" must be written &lt;'],
  ["<visitor><id>a & b</id></visitor>", '"&" must be written &amp;'],
  ["<visitor><id>a &amp b</id></visitor>", '"&" must be written &amp;'],
  ["<visitor><id>&am<!-- -->p;</id></visitor>", '"&" must be written &amp;'],
  ["<visitor><id>&nbsp;</id></visitor>", "the reference &nbsp; is not defined"],
  ["<visitor><id>&secret;</id></visitor>", "the reference &secret; is not defined"],
  ["<visitor><id>&#0;</id></visitor>", "names no character XML allows"],
  ["<visitor><id>&#x1F;</id></visitor>", "names no character XML allows"],
  ["<visitor><id>&#xD800;</id></visitor>", "names no character XML allows"],
  ["<visitor><id>&#x110000;</id></visitor>", "names no character XML allows"],
  ["<visitor><id>&#99999999999;</id></visitor>", '"&" must be written &amp;'],
  ["<visitor><id>&#xZZ;</id></visitor>", '"&" must be written &amp;'],
  ["<visitor><id>a]]>b</id></visitor>", '"]]>" in text must be written'],
  ["<visitor><id>\u0001</id></visitor>", "at line 1, column 14: a character that XML does not allow"],
  ["<visitor><id>\u0000</id></visitor>", "a character that XML does not allow"],
  ["<visitor><id>\uffff</id></visitor>", "a character that XML does not allow"],
  ['<visitor a="1" a="2"/>', "attribute a appears twice in <visitor>"],
  ['<visitor a="1"b="2"/>', "is not written as name="],
  ["<visitor a=1/>", "is not written as name="],
  ["<visitor a/>", "is not written as name="],
  ['<visitor a="1/>', "is not written as name="],
  ['<visitor a="<"/>', "is not written as name="],
  ['<visitor a="&x;"/>', "the reference &x; is not defined"],
  [`<visitor ${Array.from({ length: 17 }, (_, index) => `a${index}=""`).join(" ")}/>`, "more than 16 attributes"],
  ["<visitor / >", "is not written as name="],
  ["<visitor></visitor x='1'>", "a closing tag must read </name>"],
  ["<visitor></ visitor>", "a closing tag must read </name>"],
  ["<visitor><!-- a -- b --></visitor>", '"--" inside a comment'],
  ["<visitor><!-- a </visitor>", "a comment is not closed"],
  ["<visitor><![CDATA[ a </visitor>", "a CDATA section is not closed"],
  ["<visitor><![cdata[a]]></visitor>", "neither a comment nor a CDATA section"],
  ["<visitor><!ELEMENT a ANY></visitor>", "neither a comment nor a CDATA section"],
  ["<visitor><?php echo 1 </visitor>", "a processing instruction is not closed"],
  ["<visitor><? x?></visitor>", "a processing instruction without a name"],
  [' <?xml version="1.0"?><visitor/>', "the XML declaration may stand only at the very beginning"],
  ["<?xml?><visitor/>", "the XML declaration may stand only"],
  ['<?xml encoding="UTF-8"?><visitor/>', "the XML declaration must read"],
  ['<?xml version="2.0"?><visitor/>', "the XML declaration must read"],
  ['<?xml version="1.0" encoding="ISO-8859-1"?><visitor/>', "the encoding must be UTF-8, got ISO-8859-1"],
  ['<?xml version="1.0" encoding="UTF-16"?><visitor/>', "the encoding must be UTF-8, got UTF-16"],
  ["<!DOCTYPE visitor><visitor/>", "a DOCTYPE is not accepted"],
  ["<!doctype visitor><visitor/>", "a DOCTYPE is not accepted"],
  ['<!DOCTYPE v [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><visitor><id>&b;</id></visitor>', "a DOCTYPE is not accepted"],
  ['<!DOCTYPE v [<!ENTITY x SYSTEM "file:///etc/passwd">]><visitor><id>&x;</id></visitor>', "a DOCTYPE is not accepted"],
  ["<visitor><!DOCTYPE a></visitor>", "a DOCTYPE is not accepted"],
  ["<a>".repeat(65), "more than 64 levels"],
  [`<visitor>${"<a/>".repeat(100_000)}</visitor>`, "more than 100,000 elements"],
  ["<visitor><id>a</id><id>b</id></visitor>", "<id> appears twice in <visitor>"],
  ["<visitor>text<id>a</id></visitor>", "<visitor> holds both text and elements"],
  ["<visitor><id>a<b/></id></visitor>", "<id> holds both text and elements"],
  ["<visitor><tags><label>a</label></tags></visitor>", "<tags> is a list of <tag> elements, got <label>"],
  ["<visitor><answers><diet>a</diet></answers></visitor>", '<answers> is a map of <entry key="…"> elements'],
  ['<visitor><answers><entry key="a"/><entry key="a"/></answers></visitor>', 'the entry "a" appears twice'],
  ['<visitor><id nil="maybe"/></visitor>', "nil in <id> must be true or false"],
  ['<visitor><id nil="true">x</id></visitor>', "<id> is nil and yet holds something"],
  ["<visitor><visits>9007199254740993</visits></visitor>", "the number in <visits> must lie between"],
  ["<visitor><price>1e999</price></visitor>", "the number in <price> must lie between"],
  ["<a:b:c/>", "is not written as name="],
  [Buffer.concat([Buffer.from("<visitor><id>"), Buffer.from([0xe9]), Buffer.from("</id></visitor>")]), "not valid UTF-8"],
  [Buffer.from("\ufeff<visitor/>", "utf16le"), "looks like UTF-16"],
  [Buffer.from("<visitor/>", "utf16le"), "looks like UTF-16"],
];

test.each(malformed)("refused with its sentence: %.80s", (body, sentence) => {
  expect(decode(body)).toEqual({ ok: false, description: expect.stringContaining(sentence) });
});

const taken: readonly (readonly [string, unknown])[] = [
  ["\ufeff<visitor/>", {}],
  ['<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- a --><?b c d\'?><visitor></visitor >\n<!-- z -->\n', {}],
  ["<visitor><id>007</id><visits> 7 </visits><price>12.50</price><isVip>TRUE</isVip></visitor>", { id: "007", visits: 7, price: 12.5, isVip: true }],
  ["<visitor><id> 7\n</id></visitor>", { id: " 7\n" }],
  ["<visitor><id>a\r\nb\rc&#13;\n</id></visitor>", { id: "a\nb\nc\r\n" }],
  ["<visitor><id>&amp;lt;&#x26;amp;&#38;#65;&quot;&apos;</id></visitor>", { id: "&lt;&amp;&#65;\"'" }],
  ["<visitor><id><![CDATA[<b>&amp;]]]]><![CDATA[>]]></id></visitor>", { id: "<b>&amp;]]>" }],
  ["<visitor><id>a<!-- x -->b<?y z?>c</id></visitor>", { id: "abc" }],
  ["<visitor><id></id><tags/><contact/></visitor>", { id: "", tags: [], contact: {} }],
  ["<visitor>\n <contact>\n  <addresses>\n <address>\n<city>x</city> </address></addresses></contact></visitor>", { contact: { addresses: [{ city: "x" }] } }],
  ['<visitor><id nil="true"/><visits xsi:nil="1"></visits></visitor>', { id: null, visits: null }],
  ['<visitor xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><visits i:nil="true"/><id i:nil="false">a</id></visitor>', { visits: null, id: "a" }],
  ['<v:visitor xmlns:v="urn:x"><v:id>1</v:id></v:visitor>', { id: "1" }],
  ["<visitor><staff><staff-member>a</staff-member></staff></visitor>", { staff: ["a"] }],
  ["<visitor><type>vip</type></visitor>", { type: "vip" }],
  ["<visitor><type><name>VIP</name></type></visitor>", { type: { name: "VIP" } }],
  ["<visitor><values>a</values></visitor>", { values: "a" }],
  ["<visitor><values><value>a</value></values></visitor>", { values: ["a"] }],
  ["<visitor><values/></visitor>", { values: [] }],
  ['<visitor><answers><entry key="a&#10;&quot;b">c</entry></answers></visitor>', { answers: { 'a\n"b': "c" } }],
  ["<visitor><visits>x</visits><isVip>perhaps</isVip><tags>a</tags><contact>b</contact></visitor>", { visits: "x", isVip: "perhaps", tags: "a", contact: "b" }],
  ["<visitor><foo-bar>1</foo-bar><nested><a>1</a><b/></nested><many><x>1</x><x>2</x></many></visitor>", { fooBar: "1", nested: { a: "1", b: "" }, many: ["1", "2"] }],
  ["<visitor><constructor>a</constructor><to-string>b</to-string><__proto__>c</__proto__></visitor>", JSON.parse('{"constructor":"a","toString":"b","__proto__":"c"}')],
  ["<visitor><id a='>' b=\"/\">1</id></visitor>", { id: "1" }],
];

test.each(taken)("taken: %.100s", (body, value) => {
  expect(decode(body)).toEqual({ ok: true, value });
});

test("what is written is what the contract shows", () => {
  const write = xmlWriter(shape, "visitor");
  expect(write({ id: "<&>\r", visits: null, contact: { firstName: "", addresses: [] }, staff: ["a"], answers: { 'q"\n': "x" } })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<visitor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      '<id>&lt;&amp;&gt;&#13;</id><visits xsi:nil="true"/><contact><first-name></first-name><addresses></addresses></contact>' +
      '<staff><staff-member>a</staff-member></staff><answers><entry key="q&quot;&#10;">x</entry></answers></visitor>',
  );
});

test("a list is the plural with singular children, and an empty one an empty wrapper", () => {
  const write = xmlWriter(shapeOf(z.array(Visitor)), "visitors");
  expect(write([{ id: "a" }])).toContain("<visitor><id>a</id></visitor></visitors>");
  expect(write([])).toMatch(/<visitors xmlns:xsi="[^"]+"><\/visitors>$/);
});

test("text that XML cannot hold spoils no feed", () => {
  expect(xmlWriter(shape, "visitor")({ id: "a\u0000\uffffb" })).toContain("<id>a\ufffd\ufffdb</id>");
});

test("both formats give the same errors for the same faults", () => {
  const xml = decode("<visitor><visits>x</visits><state>gone</state><contact><addresses><address/></addresses></contact></visitor>");
  const json = decodeJson(Buffer.from('{"visits":"x","state":"gone","contact":{"addresses":[{}]}}'));
  expect(errorsOf(xml)).toEqual(errorsOf(json));
  expect(errorsOf(json).map(({ field, error }) => `${field}: ${error}`)).toEqual(["visits: invalid_type", "state: invalid_value", "contact.addresses.0.city: required"]);
});

test("a member name that has no element is refused when the writer is made", () => {
  expect(() => xmlWriter(shapeOf(z.object({ "not-camel": z.string() })), "thing")).toThrow(/cannot be an XML element/);
});

function errorsOf(decoded: ReturnType<typeof decode>) {
  const value = decoded.ok ? decoded.value : undefined;
  const { error } = Visitor.safeParse(value);
  return error ? fieldErrors(error, value) : [];
}

test("a list written entry by entry has the bytes of the list written whole", () => {
  const rows = [{ id: "007", contact: { firstName: "健太 \u{1f600}" } }, { id: "]]>", visits: null }, null];
  const whole = xmlWriter({ kind: "array", nullable: false, item: shapeOf(Visitor), itemName: "visitor" }, "visitors");
  const list = xmlListWriter(shapeOf(Visitor), "visitors", "visitor");
  expect(Buffer.from(list(rows)).toString()).toBe(whole(rows));
  expect(Buffer.from(list([])).toString()).toBe(whole([]));
});
