// Reads lines of JSON: the schema, then documents. Writes a line for each document: every error that ajv finds.
import Ajv2020 from "ajv/dist/2020.js";
import { createInterface } from "node:readline";

let validate;
for await (const line of createInterface({ input: process.stdin })) {
  if (validate === undefined) {
    // strictTypes and strictRequired ask for a style of writing, which $ref and if/then do not have.
    const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
    validate = ajv.compile(JSON.parse(line));
    continue;
  }
  validate(JSON.parse(line));
  const errors = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  process.stdout.write(`${JSON.stringify(errors)}\n`);
}
