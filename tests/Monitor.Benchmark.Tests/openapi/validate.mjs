// Validates the OpenAPI description in the file of the first argument; writes { valid, version, errors } as JSON.
import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';

const validator = new Validator();
const { valid, errors } = await validator.validate(JSON.parse(await readFile(process.argv[2], 'utf8')));
const unresolved = valid ? (validator.resolveRefs(), []) : [];
console.log(JSON.stringify({ valid, version: validator.version, errors: errors ?? unresolved }));
