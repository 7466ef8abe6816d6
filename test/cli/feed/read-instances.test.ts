import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInstances } from '../../../src/cli/feed/read-instances.ts';
import type { ModelField } from '../../../src/domain/model-view.ts';
import { temporaryFolder } from '../run-docscore.ts';

const fields: readonly ModelField[] = [
  { name: 'region', type: 'string', required: true, example: 'north' },
  { name: 'month', type: 'integer', required: true, example: 6 },
  { name: 'hours', type: 'number', required: false, example: 0 },
];

describe('readInstances', () => {
  it('makes numbers of what the model reads as numbers, and leaves the rest for docscore to name', async () => {
    const value = ['region=7', 'month=3', 'hours=', 'colour=1', 'note=a=b'];

    const { instances } = await readInstances({ value }, fields, '/');

    expect(instances).toEqual([{ region: '7', month: 3, hours: null, colour: '1', note: 'a=b' }]);
    expect((await readInstances({ value: ['month=May'] }, fields, '/')).instances).toEqual([{ month: 'May' }]);
  });

  it.each([
    [{ region: 'north' }, 1],
    [[{ region: 'north' }, { region: 'south' }], 2],
    [{ instances: [{ region: 'north' }] }, 1],
  ])('takes JSON as an instance, a list, or the body that docscore takes: %j', async (content, count) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'in.json'), JSON.stringify(content));

    expect((await readInstances({ file: 'in.json' }, fields, folder.path)).instances).toHaveLength(count);
  });

  it.each([
    [{}, /--text and --value, by --csv or by --file/],
    [{ text: 'x', file: 'in.json' }, /--text and --value, by --csv or by --file/],
    [{ value: ['north'] }, /--value north is no name=value/],
    [{ csv: 'nowhere.csv' }, /nowhere\.csv: ENOENT/],
  ])('is a mistake in usage: %j', async (source, message) => {
    await expect(readInstances(source, fields, '/')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });
});
