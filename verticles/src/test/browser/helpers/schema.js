import Ajv from "ajv";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const resources = fileURLToPath(new URL("../../../../../schemas/src/main/resources/", import.meta.url));
const name = "events.v1.schema.json";

/** The published schema of the events, checked with a validator that is not ours. */
export function eventValidator() {
  const files = existsSync(resources)
    ? readdirSync(resources, { recursive: true }).map((path) => join(resources, String(path)))
    : [];
  const file = files.find((path) => basename(path) === name);
  if (!file) {
    throw new Error(`No ${name} under ${resources}`);
  }
  const schema = JSON.parse(readFileSync(file, "utf8"));
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  return (/** @type {unknown} */ event) =>
    validate(event) ? null : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`).join("; ");
}
