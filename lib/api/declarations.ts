import { newerLanguage } from "@/lib/api/declarations-language";
import { guestClientSource } from "@/lib/api/guest-client";
import { type GuestCall, guestCalls, headerTexts } from "@/lib/api/guest-calls";
import { guestGlobals } from "@/lib/api/guest-globals";
import type { Operation } from "@/lib/api/operation";
import { planOf } from "@/lib/api/plan";
import { operations as everything } from "@/lib/api/registry";
import { docOf, membersText, typeOf } from "@/lib/api/shape-types";
import { type Member, shapeOf } from "@/lib/codec/shape";

/**
 * JavaScript that defines the guest's `visit`, one function per operation. To be run in a sandbox before the function's own
 * code, where `__door` stands for the door (see `guest-client.ts` for what goes through it).
 */
export function guestClient(operations: readonly Operation[] = everything): string {
  const calls = guestCalls(operations).map(({ operation: { method, path }, group, name, takesBody, queryNames, headers, isFeed }) => [group, name, method, path, takesBody, queryNames, headers, isFeed]);
  return `(${guestClientSource})(${JSON.stringify(calls)});`;
}

/** What a function's code sees besides the language itself, as the text of a `.d.ts`: the standing globals, and `visit` with its types. */
export function guestTypes(operations: readonly Operation[] = everything): string {
  const calls = guestCalls(operations);
  const names = answerNames(operations);
  const groups = [...new Set(calls.map(({ group }) => group))];
  return [
    guestGlobals,
    newerLanguage,
    ...[...names].map(([output, name]) => interfaceText(name, output)),
    ...calls.filter(({ takesBody }) => takesBody).map(bodyText),
    "/** Visit's API, with the rights of the function's API key. What it refuses is thrown as a {@link VisitError}. */\ndeclare const visit: {\n",
    ...groups.map((group) => groupText(group, calls.filter((call) => call.group === group), names)),
    "};\n",
  ].join("");
}

type Output = NonNullable<Operation["output"]>;

/** Answers under the name of what they are; the one that shows more than a row does is `…Details`. */
function answerNames(operations: readonly Operation[]): Map<Output, string> {
  const names = new Map<Output, string>();
  for (const operation of operations) {
    const { output } = operation;
    if (!output || names.has(output)) continue;
    const name = capital(planOf(operation).rootName);
    names.set(output, [...names.values()].includes(name) ? `${name}Details` : name);
  }
  return names;
}

function interfaceText(name: string, output: Output): string {
  const shape = shapeOf(output);
  const doc = docOf([`${name}, as the API answers it.`], "");
  return shape.kind === "object" ? `${doc}interface ${name} {\n${membersText(shape.members, "  ")}}\n` : `${doc}type ${name} = ${typeOf(shape)};\n`;
}

function bodyText(call: GuestCall): string {
  const { bodyShape } = planOf(call.operation);
  return `${docOf([call.operation.summary], "")}interface ${bodyName(call)} {\n${bodyShape.kind === "object" ? membersText(bodyShape.members, "  ") : ""}}\n`;
}

function bodyName({ operation, name }: GuestCall): string {
  return `${capital(planOf(operation).rootName)}To${capital(name)}`;
}

function groupText(group: string, calls: readonly GuestCall[], names: ReadonlyMap<Output, string>): string {
  const functions = calls.flatMap((call) => [functionText(call, names), ...(call.isFeed ? [feedText(call, names)] : [])]);
  return `  readonly ${group}: {\n${functions.join("")}  };\n`;
}

function functionText(call: GuestCall, names: ReadonlyMap<Output, string>): string {
  const { operation, name, takesBody } = call;
  const body = takesBody ? [`${planOf(operation).rootName}: ${bodyName(call)}`] : [];
  const doc = docOf([operation.summary, "", `Needs the right \`${operation.access}\`.`, ...pathDocs(call), "@throws VisitError"], inMember);
  return `${doc}${inMember}${name}(${[...pathArguments(call), ...body, ...optionsArgument(optionsOf(call))].join(", ")}): Promise<${answerType(operation, names)}>;\n`;
}

/** The same list, walked: `since` stands for the first page's revision. */
function feedText(call: GuestCall, names: ReadonlyMap<Output, string>): string {
  const { fromRevision: _, wait: _wait, ...others } = optionsOf(call);
  const since: Member = { shape: { kind: "integer", nullable: true }, required: false, description: "Where to go on: the `nextRevision` of the last page that was worked through. From the very first change when not said." };
  const doc = docOf(
    ["Everything that changed, page by page, oldest change first, until there is no more.", "", `Needs the right \`${call.operation.access}\`.`, ...pathDocs(call), "@throws VisitError", "@example", `for await (const page of visit.${call.group}.changes(${[...call.pathNames, "{ since }"].join(", ")})) {`, "  for (const item of page) { … }", "  since = page.nextRevision;", "}"],
    inMember,
  );
  return `${doc}${inMember}changes(${[...pathArguments(call), ...optionsArgument({ since, ...others })].join(", ")}): AsyncIterableIterator<${answerType(call.operation, names)}>;\n`;
}

function pathArguments({ pathNames }: GuestCall): string[] {
  return pathNames.map((name) => `${name}: string`);
}

function pathDocs({ operation, pathNames }: GuestCall): string[] {
  const shape = shapeOf(operation.input);
  const members = shape.kind === "object" ? shape.members : {};
  return pathNames.map((name) => `@param ${name} ${members[name]?.description ?? ""}`.trimEnd());
}

function optionsOf({ operation, queryNames, headers }: GuestCall): Record<string, Member> {
  const shape = shapeOf(operation.input);
  const members = shape.kind === "object" ? shape.members : {};
  const query = queryNames.flatMap((name) => (members[name] ? [[name, members[name]] as const] : []));
  const conditions = Object.keys(headers).map((name): [string, Member] => [name, { shape: { kind: "string", nullable: false }, required: false, ...(headerTexts[name] !== undefined && { description: headerTexts[name] }) }]);
  return Object.fromEntries([...query, ...conditions]);
}

function optionsArgument(options: Record<string, Member>): string[] {
  if (Object.keys(options).length === 0) return [];
  const isNeeded = Object.values(options).some(({ required }) => required);
  return [`options${isNeeded ? "" : "?"}: {\n${membersText(options, `${inMember}  `)}${inMember}}`];
}

function answerType({ kind, output }: Operation, names: ReadonlyMap<Output, string>): string {
  if (!output) return "void";
  const name = names.get(output) ?? "any";
  return kind === "list" ? `Page<${name}>` : name;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const inMember = "    ";
