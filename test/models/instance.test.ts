import { describe, expect, it } from 'vitest';
import { AppError, type FieldError } from '../../src/domain/errors.ts';
import type { Manifest } from '../../src/domain/manifest.ts';
import { instanceReader } from '../../src/models/instance.ts';
import { aManifest } from '../fixtures/builders.ts';
import { anIncidentManifest, incidentInputs } from '../fixtures/incident-model.ts';

const words = (text: string) => text.split(' ').filter((word) => word !== 'the');
const good = { region: 'north', month: 6 };

/** What is wrong with these instances. */
function errorsOf(instances: readonly unknown[], manifest: Manifest = anIncidentManifest()) {
  try {
    instanceReader(manifest, words)(instances);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message, errors: error.errors ?? [] };
    throw error;
  }
  return { code: 'none', message: '', errors: [] as readonly FieldError[] };
}

describe('an instance that the manifest allows', () => {
  it('becomes the row of the graph, in the order of the instances', () => {
    const rows = instanceReader(anIncidentManifest(), words)([{ ...good, hours: 1.5 }, good, { ...good, hours: null }]);

    expect(rows).toEqual([
      { ...good, hours: 1.5 },
      { ...good, hours: NaN },
      { ...good, hours: NaN },
    ]);
  });

  it('gives the words of its text to a graph that reads tokens', () => {
    const read = instanceReader(aManifest(), words);

    expect(read([{ text: 'pay the bill' }, { text: 'the' }])).toEqual([{ tokens: ['pay', 'bill'] }, { tokens: [''] }]);
  });

  it('gives its text too to a graph that reads both', () => {
    const { signature } = aManifest();
    const inputs = [...signature.inputs, { name: 'text', type: 'string' as const, shape: ['B', 1] }];

    const rows = instanceReader(aManifest({ signature: { ...signature, inputs } }), words)([{ text: 'the bill' }]);

    expect(rows).toEqual([{ tokens: ['bill'], text: 'the bill' }]);
  });
});

describe('an instance that is not allowed', () => {
  it.each([
    [{ month: 6 }, '/region', /missing/],
    [{ region: null, month: 6 }, '/region', /null/],
    [{ region: 7, month: 6 }, '/region', /a string, not a number/],
    [{ region: ['north'], month: 6 }, '/region', /a string, not a list/],
    [{ region: 'east', month: 6 }, '/region', /"east" is not allowed; allowed: north, south/],
    [{ region: 'north', month: '6' }, '/month', /a number, not a string/],
    [{ region: 'north', month: 6.5 }, '/month', /a whole number, not 6.5/],
    [{ region: 'north', month: 13 }, '/month', /13 is not between 1 and 12/],
    [{ region: 'north', month: JSON.parse('1e999') as number }, '/month', /finite/],
    [{ region: 'north', month: NaN }, '/month', /finite/],
    [{ ...good, hours: -1 }, '/hours', /-1 is below 0/],
    [{ ...good, hours: 1e300 }, '/hours', /32-bit/],
    [{ ...good, hours: true }, '/hours', /a number, not a boolean/],
    [{ ...good, colour: 'red' }, '/colour', /no such field; the model reads region, month, hours/],
    [{ ...good, 'a/b~c': 1 }, '/a~1b~0c', /no such field/],
  ])('is refused with the place: %j', (instance, pointer, message) => {
    expect(errorsOf([good, instance])).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: `/instances/1${pointer}`, message: expect.stringMatching(message) as string }],
    });
  });

  it.each([[null], ['text'], [7], [[good]]])('is refused when it is no object: %j', (instance) => {
    expect(errorsOf([instance]).errors).toMatchObject([
      { pointer: '/instances/0', message: expect.stringMatching(/object/) as string },
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('finds no value in what every object has: %s', (name) => {
    const instance = JSON.parse(`{"${name}": 1, "region": "north", "month": 6}`) as unknown;

    expect(errorsOf([instance]).errors).toMatchObject([
      { pointer: `/instances/0/${name}`, message: expect.stringMatching(/no such field/) as string },
    ]);
  });

  it('names a missing value although every object inherits one of this name', () => {
    const inputs = [{ name: 'constructor', type: 'string' as const, shape: ['B', 1] }];

    expect(errorsOf([{}], anIncidentManifest({}, inputs)).errors).toMatchObject([
      { message: expect.stringMatching(/missing/) as string },
    ]);
  });

  it('lists 20 faults and counts the rest', () => {
    const { message, errors } = errorsOf(Array.from({ length: 30 }, () => ({ region: 'north', month: 0 })));

    expect(errors).toHaveLength(20);
    expect(message).toMatch(/and 29 more; the first 20 are listed/);
  });

  it('lists 20 allowed values and counts the rest', () => {
    const values = Array.from({ length: 200 }, (_, index) => `r${String(index)}`);
    const inputs = [{ ...incidentInputs[0], name: 'region', type: 'string' as const, shape: ['B', 1], values }];

    const { errors } = errorsOf([{ region: 'x' }], anIncidentManifest({}, inputs));

    expect(errors).toMatchObject([
      { message: expect.stringMatching(/r19 and 180 more/) as string, allowed: values.slice(0, 20) },
    ]);
  });

  it('never carries a long value or name back', () => {
    const long = 'x'.repeat(500_000);

    expect(JSON.stringify(errorsOf([{ region: long, month: 6, [long]: 1 }])).length).toBeLessThan(2000);
  });

  it('is refused when a text is blank', () => {
    expect(errorsOf([{ text: ' \n' }], aManifest()).errors).toMatchObject([{ pointer: '/instances/0/text' }]);
  });
});
