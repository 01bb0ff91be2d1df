// Writes the TypeScript types of events and messages from the published JSON Schemas.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const schemas = fileURLToPath(new URL("../../../schemas/src/main/resources/io/wirthforge/schemas/", import.meta.url));
const events = JSON.parse(readFileSync(`${schemas}events.v1.schema.json`, "utf8"));
const messages = JSON.parse(readFileSync(`${schemas}messages.v1.schema.json`, "utf8"));

const pascal = (name) => name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase());
const nameOf = (ref) => (ref.includes("#") ? pascal(ref.split("/").at(-1)) : "WirthforgeEvent");
const comment = (text, indent) => (text ? `${indent}/** ${text} */\n` : "");

function typeOf(schema, indent) {
  if (schema.$ref) return nameOf(schema.$ref);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.oneOf) return schema.oneOf.map((each) => typeOf(each, indent)).join(" | ");
  switch (schema.type) {
    case "array": {
      const item = typeOf(schema.items, indent);
      return schema.items.enum || schema.items.oneOf ? `(${item})[]` : `${item}[]`;
    }
    case "object":
      return schema.properties ? `{\n${membersOf(schema, `${indent}  `)}${indent}}` : "Record<string, unknown>";
    case "integer":
    case "number":
      return "number";
    case "string":
    case "boolean":
      return schema.type;
    default:
      throw new Error(`no type for ${JSON.stringify(schema)}`);
  }
}

function membersOf(schema, indent) {
  return Object.entries(schema.properties)
    .map(([name, member]) => {
      const optional = schema.required?.includes(name) ? "" : "?";
      return `${comment(member.description, indent)}${indent}${name}${optional}: ${typeOf(member, indent)};\n`;
    })
    .join("");
}

function declarationOf([name, schema]) {
  const head = comment(schema.description, "");
  return schema.type === "object" && schema.properties
    ? `${head}export interface ${pascal(name)} {\n${membersOf(schema, "  ")}}\n`
    : `${head}export type ${pascal(name)} = ${typeOf(schema, "")};\n`;
}

const note = "// Made from the JSON Schemas by scripts/build.js: change those, not this.\n";

/** The source texts of the types, by file; the same schemas give the same text. */
export function typesFromSchemas() {
  const nine = events.oneOf.map(({ $ref }) => pascal($ref.split("/").at(-1)));
  const names = events.oneOf.map(({ $ref }) => $ref.split("/").at(-1));
  return {
    "events.ts": [
      note,
      ...Object.entries(events.definitions).map(declarationOf),
      `/** ${events.description} */\nexport type WirthforgeEvent =\n${nine.map((name) => `  | ${name}`).join("\n")};\n`,
      `/** The nine events by the name of their type. */\nexport interface WirthforgeEvents {\n${names.map((name) => `  ${name}: ${pascal(name)};\n`).join("")}}\n`,
    ].join("\n"),
    "messages.ts": [
      note,
      'import type { FrameNumber, ModelId, Timestamp, WirthforgeEvent } from "./events.js";\n',
      // A frame as it stands on the wire; what the client hands on is a Frame.
      ...Object.entries(messages.definitions).map(([name, schema]) =>
        declarationOf([name === "frame" ? "frame_message" : name, schema]),
      ),
    ]
      .join("\n")
      .replaceAll("| Frame;", "| FrameMessage;"),
  };
}
