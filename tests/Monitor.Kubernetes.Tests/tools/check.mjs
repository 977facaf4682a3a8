// Reads a JSON array of Kubernetes objects on stdin; writes a JSON array of faults, each a sentence that names the object.
// The schemas are those of the npm package kubernetes-models, made from the Kubernetes OpenAPI description. They allow
// fields that they do not know, as the cluster once did; a second walk over the same schemas finds those: a mistyped
// field is a fault.
import { ajv } from './node_modules/@kubernetes-models/validate/dist/ajv.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const objects = JSON.parse(Buffer.concat(chunks).toString('utf8'));

const faults = [];
for (const object of objects) {
  const name = `${object.apiVersion} ${object.kind} ${object.metadata?.name}`;
  const schema = await schemaOf(object);
  if (!schema) {
    faults.push(`${name}: no schema of this kind is known`);
    continue;
  }
  const validate = ajv.getSchema(schema);
  if (!validate(object)) {
    faults.push(...new Set(validate.errors.map((error) => `${name}: ${error.instancePath} ${error.message}`)));
  }
  for (const path of unknownFields(object, validate.schema, '')) {
    faults.push(`${name}: ${path} is not a field that Kubernetes knows`);
  }
}
process.stdout.write(JSON.stringify(faults));

/** Registers the schema of an object's kind and everything it refers to; gives its id, or nothing where there is none. */
async function schemaOf({ apiVersion, kind }) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const short = group.split('.')[0];
  const file = `IoK8sApi${pascal(short)}${pascal(version)}${kind}`;
  try {
    (await import(`./node_modules/kubernetes-models/_schemas/${file}.mjs`)).addSchema();
  } catch {
    return undefined;
  }
  return `io.k8s.api.${short}.${version}.${kind}#`;
}

function pascal(word) {
  return word[0].toUpperCase() + word.slice(1);
}

/** Paths of fields that no alternative of the schema names. Free-form maps (labels, annotations) name none and allow all. */
function* unknownFields(value, schema, path) {
  const shapes = shapesOf(schema);
  if (Array.isArray(value)) {
    const items = shapes.map((shape) => shape.items).filter(Boolean);
    for (const [index, item] of value.entries()) {
      yield* items.length ? unknownFields(item, { oneOf: items }, `${path}/${index}`) : [];
    }
  } else if (value && typeof value === 'object' && shapes.some((shape) => shape.properties)) {
    for (const [key, member] of Object.entries(value)) {
      const members = shapes.map((shape) => shape.properties?.[key]).filter(Boolean);
      if (members.length) {
        yield* unknownFields(member, { oneOf: members }, `${path}/${key}`);
      } else {
        yield `${path}/${key}`;
      }
    }
  }
}

function shapesOf(schema) {
  if (schema.$ref) return shapesOf(ajv.getSchema(schema.$ref).schema);
  return [schema, ...[...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap(shapesOf)];
}
