import { mkdtempSync, readFileSync, rmSync, statSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildIndex, writeIndexJson, writeTypesJson } from 'bicep-types';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DescribedType } from '../../../src/infra/types/described.ts';
import { readTypeData } from '../../../src/infra/types/type-data.ts';
import { typeFileOf } from '../../../src/infra/types/type-file.ts';
import { typeNames } from '../../../src/infra/types/type-names.ts';
import { written } from '../../../src/infra/types/written/notation.ts';

/** Writes the described types as `npm run infra:types` does, and reads them back. */
function readBack(...described: readonly DescribedType[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'docscore-types-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const { types } = typeFileOf(described);
  writeFileSync(path.join(folder, 'a.json'), writeTypesJson(types));
  const index = buildIndex([{ relativePath: 'a.json', types }], () => undefined);
  writeFileSync(path.join(folder, 'index.json'), writeIndexJson(index));
  return readTypeData(folder);
}

describe('types that are written and read back', () => {
  const sensor = written(
    'Test.Fake/sensors@2025-01-01',
    'ResourceGroup, Extension',
    { properties: 'Sensor!', tags: 'Tags' },
    {
      Tags: { rest: 'string' },
      Sensor: {
        properties: {
          unit: 'C | F | string!',
          serial: 'string; minLength: 3, maxLength: 5, pattern: ^[a-z]+$',
          rate: 'int; minValue: 1, maxValue: 60',
          state: 'string-',
          next: 'Sensor',
          alarm: 'Alarm[]',
        },
      },
      Alarm: {
        discriminator: 'kind',
        base: { name: 'string!' },
        cases: { Mail: { to: 'string!' }, Bell: { tone: 'int' } },
      },
    },
  );

  it('keep kinds, limits, flags, maps, choices and circles', () => {
    const found = readBack(sensor).find('test.fake/SENSORS', '2025-01-01');

    if (found?.body.kind !== 'object') throw new Error('The body is an object');
    const properties = found.body.properties['properties'];
    const inner = properties?.type();
    if (inner?.kind !== 'object') throw new Error('The properties are an object');
    expect(properties).toMatchObject({ required: true, readOnly: false });
    expect(inner.properties['serial']?.type()).toEqual({ kind: 'string', min: 3, max: 5, pattern: '^[a-z]+$' });
    expect(inner.properties['rate']?.type()).toEqual({ kind: 'int', min: 1, max: 60 });
    expect(inner.properties['state']?.readOnly).toBe(true);
    expect(inner.properties['unit']?.type()).toMatchObject({ kind: 'union', members: { length: 3 } });
    expect(inner.properties['next']?.type()).toBe(inner);
    const alarms = inner.properties['alarm']?.type();
    expect(alarms?.kind === 'array' && alarms.item()).toMatchObject({ kind: 'choice', discriminator: 'kind' });
    const tags = found.body.properties['tags']?.type();
    expect(tags?.kind === 'object' && tags.rest?.()).toEqual({ kind: 'string' });
  });

  it('know their versions, and nothing of other types', () => {
    const data = readBack(sensor);

    expect(data.versions('Test.Fake/sensors')).toEqual(['2025-01-01']);
    expect(data.find('Test.Fake/sensors', '2024-01-01')).toBeUndefined();
    expect(data.versions('Test.Fake/other')).toEqual([]);
  });

  it('may bear one name with two meanings: each resource has its own', () => {
    const one = written(
      'Test.Fake/ones@2025-01-01',
      'ResourceGroup',
      { part: 'Part' },
      { Part: { properties: { a: 'int' } } },
    );
    const two = written(
      'Test.Fake/twos@2025-01-01',
      'ResourceGroup',
      { part: 'Part' },
      { Part: { properties: { b: 'int' } } },
    );
    const data = readBack(one, two);

    const partOf = (type: string) => {
      const body = data.find(type, '2025-01-01')?.body;
      const part = body?.kind === 'object' ? body.properties['part']?.type() : undefined;
      return part?.kind === 'object' ? Object.keys(part.properties) : [];
    };
    expect(partOf('Test.Fake/ones')).toEqual(['a']);
    expect(partOf('Test.Fake/twos')).toEqual(['b']);
  });
});

describe('the committed type data', () => {
  const folder = path.resolve(import.meta.dirname, '../../../infra/types');

  it('has every listed type, at one version each, in at most 400 kB', () => {
    const data = readTypeData();
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);

    expect(typeNames.filter((name) => data.versions(name).length !== 1)).toEqual([]);
    expect(bytes).toBeLessThanOrEqual(400_000);
  });

  it('says where it comes from', () => {
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toMatch(
      /@azure\/mcp-linux-x64` 2\.0\.5 \(Microsoft, MIT licence\)/,
    );
  });
});
