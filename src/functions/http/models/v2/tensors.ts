import { AppError } from '../../../../domain/errors.ts';
import type { ModelField } from '../../../../domain/model-view.ts';
import { instancesLimit } from '../../../../models/instance.ts';
import type { Datatype, InferenceRequest, RequestInput } from './protocol.ts';

/** The protocol's name for the type of a field. */
export const datatypes: Readonly<Record<ModelField['type'], Datatype>> = {
  string: 'BYTES',
  number: 'FP32',
  integer: 'INT64',
};

/**
 * Instances from tensors: each input is a column [n] or [n, 1] with the name of a field.
 *
 * @throws AppError `invalid` that names the input. Whether the values are allowed is the model's affair.
 */
export function instancesOfTensors({ inputs }: InferenceRequest, fields: readonly ModelField[]) {
  const columns = inputs.map((input, index) => columnOf(input, index, fields));
  const [first] = columns;
  const count = first?.values.length ?? 0;
  const other = columns.find(({ values }) => values.length !== count);
  if (first && other)
    throw wrong(
      `/inputs/${other.index}/shape`,
      `Input ${other.name} has ${other.values.length} rows, ${first.name} has ${count}`,
    );
  const twice = columns.find(({ name, index }) => columns.findIndex((one) => one.name === name) !== index);
  if (twice) throw wrong(`/inputs/${twice.index}/name`, `Input ${twice.name} is there twice`);
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[row]])),
  );
}

function columnOf(
  { name, datatype, shape, data, parameters }: RequestInput,
  index: number,
  fields: readonly ModelField[],
) {
  const field = fields.find((one) => one.name === name);
  if (!field) {
    const known = fields.map((one) => one.name).join(', ');
    throw wrong(`/inputs/${index}/name`, `There is no input ${shortened(name)}; the model reads ${known}`);
  }
  refuseParameters(parameters, `/inputs/${index}/parameters`);
  if (datatype !== datatypes[field.type])
    throw wrong(`/inputs/${index}/datatype`, `Input ${name} is ${datatypes[field.type]}, not ${shortened(datatype)}`);
  const [rows = 0, width = 1] = shape;
  if (width !== 1) throw wrong(`/inputs/${index}/shape`, `Input ${name} has shape [n] or [n, 1]`);
  if (rows > instancesLimit)
    throw wrong(
      `/inputs/${index}/shape`,
      `A request has at most ${instancesLimit.toLocaleString('en')} rows, not ${rows.toLocaleString('en')}`,
    );
  const values = data.map((value) => (Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value));
  if (values.length !== rows)
    throw wrong(`/inputs/${index}/data`, `Input ${name} has ${values.length} values; its shape says ${rows}`);
  return { name, index, values };
}

/** @throws AppError `invalid`: a parameter that would be passed over could change what the caller means. */
export function refuseParameters(parameters: Readonly<Record<string, unknown>> | undefined, pointer: string): void {
  const [name] = Object.keys(parameters ?? {});
  if (name === undefined) return;
  throw wrong(pointer, `The parameter ${shortened(name)} is not supported: tensors are JSON, without extensions`);
}

export const wrong = (pointer: string, message: string) =>
  new AppError('invalid', message, { errors: [{ pointer, message }] });

/** An answer must not carry a megabyte back. */
export const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
