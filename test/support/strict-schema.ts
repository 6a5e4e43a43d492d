/**
 * What OpenAI says to a response_format it does not take, or null where it takes it: the rules of strict structured outputs
 * (platform.openai.com/docs/guides/structured-outputs#supported-schemas), in the wording of its errors.
 */
export function refuseSchema(format: unknown): string | null {
  const { name, strict, schema } = ((format as { json_schema?: Schema })?.json_schema ?? {}) as Schema;
  if (typeof name !== 'string') return "Missing required parameter: 'response_format.json_schema.name'.";
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name))
    return "Invalid 'response_format.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.";
  if (strict !== true) return null;
  const count = { properties: 0, enums: 0, enumLength: 0 };
  const root = schema as Schema;
  const why =
    root?.type === 'object' && !root.anyOf
      ? faultIn(root, [], count)
      : `schema must be a JSON Schema of 'type: "object"', got 'type: "${root?.type}"'.`;
  const limits =
    count.properties > 5000 || count.enums > 1000 || (count.enums > 250 && count.enumLength > 15_000)
      ? 'schema is too large.'
      : null;
  const fault = why ?? limits;
  return fault && `Invalid schema for response_format '${name}': ${fault}`;
}

type Schema = Record<string, unknown>;

const unsupported = [
  ...['minLength', 'maxLength', 'allOf', 'not', 'oneOf', 'if', 'then', 'else', 'dependentRequired'],
  ...['patternProperties', 'propertyNames', 'unevaluatedProperties', 'minProperties', 'maxProperties'],
  ...['uniqueItems', 'contains', 'prefixItems', 'default'],
];
const deepest = 10;

function faultIn(
  schema: Schema,
  path: string[],
  count: { properties: number; enums: number; enumLength: number },
): string | null {
  const context = `In context=(${path.map((step) => `'${step}'`).join(', ')})`;
  if (path.filter((step) => step !== 'properties').length > deepest)
    return `${context}, schema is nested too deep.`;
  const forbidden = unsupported.find((keyword) => keyword in schema);
  if (forbidden) return `${context}, '${forbidden}' is not permitted.`;
  if (Array.isArray(schema.enum)) {
    if (schema.enum.length === 0) return `${context}, enum must not be empty.`;
    count.enums += schema.enum.length;
    count.enumLength += schema.enum.join('').length;
  }
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  if (schema.type === 'object') {
    if (schema.additionalProperties !== false)
      return `${context}, 'additionalProperties' is required to be supplied and to be false.`;
    const names = Object.keys(properties);
    count.properties += names.length;
    const missing = names.find((name) => !((schema.required ?? []) as string[]).includes(name));
    if (missing || !Array.isArray(schema.required))
      return `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  }
  if (schema.type === undefined && !schema.anyOf && !schema.$ref && !schema.enum)
    return `${context}, schema must have a 'type' key.`;
  const children: [string, Schema][] = [
    ...Object.entries(properties),
    ...(schema.items ? [['items', schema.items] as [string, Schema]] : []),
    ...((schema.anyOf ?? []) as Schema[]).map((one, at): [string, Schema] => [`anyOf.${at}`, one]),
  ];
  for (const [step, child] of children) {
    const fault = faultIn(child, [...path, step], count);
    if (fault) return fault;
  }
  return null;
}
