import type { Manifest, ModelInput } from '../domain/manifest.ts';
import type { ModelField } from '../domain/model-view.ts';

/** The graph inputs that both come from the one named value `text`. */
const fromText: ReadonlySet<string> = new Set(['tokens', 'text']);

const types = { string: 'string', float32: 'number', int64: 'integer' } as const;

/** The named values that a model reads of an instance, in the manifest's order; `tokens` and `text` are one of them. */
export function fieldsOf({ signature }: Pick<Manifest, 'signature'>): ModelField[] {
  const fields: ModelField[] = [];
  for (const input of signature.inputs) {
    const field = fromText.has(input.name) ? textField(input) : namedField(input);
    if (!fields.some(({ name }) => name === field.name)) fields.push(field);
  }
  return fields;
}

const textField = ({ description }: ModelInput): ModelField => ({
  name: 'text',
  type: 'string',
  required: true,
  description: description ?? 'The text to judge.',
  example: 'The food was very good and the people were friendly.',
});

function namedField(input: ModelInput): ModelField {
  const { name, type, description, values, minimum, maximum, optional } = input;
  return {
    name,
    type: types[type],
    required: optional !== true,
    ...(description !== undefined && { description }),
    ...(values && { allowed: values }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    example: exampleOf(input),
  };
}

function exampleOf({ type, values, minimum, maximum }: ModelInput): string | number {
  const [first] = values ?? [];
  if (first !== undefined) return first;
  if (type === 'string') return 'text';
  const middle = ((minimum ?? maximum ?? 0) + (maximum ?? minimum ?? 0)) / 2;
  return type === 'int64' ? Math.floor(middle) : middle;
}
