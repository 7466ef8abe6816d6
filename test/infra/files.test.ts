import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { parseBicep } from '../../src/infra/bicep/parse.ts';
import { settingsOf } from '../../src/infra/policies/identities.ts';
import { created, shown } from '../../src/infra/policies/policy.ts';
import type { Value } from '../../src/infra/plan/value.ts';
import { deploymentAfter, root } from './changed-files.ts';

const files = globSync('infra/**/*.bicep', { cwd: root }).sort();
const modules = files.filter((file) => file.startsWith('infra/modules/'));
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const treeOf = (file: string) => parseBicep(text(file), file).tree;

describe('the Bicep files', () => {
  it.each(modules)('%s has 80 lines at most, and says on top what it is', (file) => {
    const lines = text(file).trimEnd().split('\n');

    expect(lines.length).toBeLessThanOrEqual(80);
    expect(lines[0]).toMatch(/^\/\/ \S.{10,}/);
  });

  it.each(files)('%s describes each parameter and output', (file) => {
    const undescribed = treeOf(file).statements.filter(
      (statement) =>
        (statement.kind === 'param' || statement.kind === 'output') &&
        !statement.decorators.some(({ call }) => call.name.name === 'description'),
    );

    expect(undescribed).toEqual([]);
  });

  it('wires modules only in main.bicep', () => {
    expect(treeOf('infra/main.bicep').statements.filter(({ kind }) => kind === 'resource')).toEqual([]);
  });

  it('uses each module', () => {
    const used = files.map(text).join('\n');

    expect(modules.filter((file) => !used.includes(`${file.slice('infra/modules/'.length)}'`))).toEqual([]);
  });

  it.each(['dev', 'prod'] as const)('gives the apps of %s settings that the code takes', (environment) => {
    const { main } = deploymentAfter(environment);

    for (const app of created(main, 'Microsoft.Web/sites')) {
      const config = readConfig(environmentOf(settingsOf(main, app)?.settings ?? {}));
      expect(config.reader.kind).toBe('document-intelligence');
      expect(config.auth?.issuer).toMatch(/^https:\/\/login\.microsoftonline\.com\/.+\/v2\.0$/);
      expect(config.storage).toEqual({ blob: main.outputs['storageBlobUri'], queue: main.outputs['storageQueueUri'] });
    }
  });
});

/** As the app sees them; what is only known at run time stands as its expression. */
function environmentOf(settings: Readonly<Record<string, Value>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, shown(value)]));
}
