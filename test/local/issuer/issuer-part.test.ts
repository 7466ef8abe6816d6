import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appSettings } from '../../../src/cli/local/app-settings.ts';
import { startParts } from '../../../src/local/cloud/start-parts.ts';
import { Resources } from '../../../src/local/cloud/resources.ts';

it('`docscore local --only issuer` starts it, and the app is told whose tokens to trust', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-issuer-'));
  const only = new Set(['issuer'] as const);
  const parts = await startParts({ only, dir, resources: Resources.parse({}), portZero: true });
  try {
    const { issuer } = parts.addresses;
    await writeFile(join(dir, 'local.settings.json'), JSON.stringify({ Values: { AUTH_ISSUER: '', OTHER: '' } }));
    const settings = appSettings({ app: dir, given: ['KEYS={issuerKeys}'], env: {} })(parts.addresses);

    expect(settings).toEqual({
      AUTH_ISSUER: issuer?.issuer,
      AUTH_AUDIENCE: 'docscore',
      AUTH_JWKS_URI: issuer?.jwksUri,
      KEYS: issuer?.jwksUri,
      OTHER: '',
    });
    const keys = (await (await fetch(issuer?.jwksUri ?? '')).json()) as { keys: { kty: string }[] };
    expect(keys.keys).toMatchObject([{ kty: 'RSA', alg: 'RS256', use: 'sig' }]);
    expect(keys.keys[0]).not.toHaveProperty('d');
  } finally {
    await parts.stop();
    await rm(dir, { recursive: true });
  }
});
