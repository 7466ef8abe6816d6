import { expect, it } from 'vitest';
import { fieldsOf } from '../../src/models/fields.ts';
import { aManifest } from '../fixtures/builders.ts';
import { anIncidentManifest } from '../fixtures/incident-model.ts';

it('lists named values in the order of the manifest, with what each allows and an example that is allowed', () => {
  expect(fieldsOf(anIncidentManifest())).toEqual([
    { name: 'region', type: 'string', required: true, allowed: ['north', 'south'], example: 'north' },
    { name: 'month', type: 'integer', required: true, minimum: 1, maximum: 12, example: 6 },
    { name: 'hours', type: 'number', required: false, minimum: 0, example: 0 },
  ]);
});

it('makes one text of tokens and text', () => {
  const { signature, ...rest } = aManifest();
  const inputs = [...signature.inputs, { name: 'text', type: 'string' as const, shape: ['B', 1] }];

  const fields = fieldsOf({ ...rest, signature: { ...signature, inputs } });

  expect(fields).toMatchObject([{ name: 'text', type: 'string', required: true }]);
  expect(fields).toHaveLength(1);
});
