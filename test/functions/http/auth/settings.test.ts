import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/config.ts';

const tenant = '11111111-2222-4333-8444-555555555555';
const connected = { Storage: 'x', Cosmos: 'x', Events: 'x', SWEEP_SCHEDULE: '0 * * * * *' };
const auth = {
  AUTH_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0`,
  AUTH_AUDIENCE: 'an-app',
  AUTH_JWKS_URI: `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`,
};

describe('the settings of who may', () => {
  it('name the tenant by the issuer', () => {
    expect(readConfig({ ...connected, ...auth }).auth).toEqual({
      issuer: auth.AUTH_ISSUER,
      audience: 'an-app',
      jwksUri: auth.AUTH_JWKS_URI,
      tenant,
    });
  });

  it('may be absent, all or none: then nobody has a role', () => {
    expect(readConfig(connected).auth).toBeUndefined();
    expect(readConfig({ ...connected, AUTH_ISSUER: '', AUTH_AUDIENCE: '', AUTH_JWKS_URI: '' }).auth).toBeUndefined();
  });

  it.each(['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_JWKS_URI'])('stop the start when only %s is missing', (name) => {
    expect(() => readConfig({ ...connected, ...auth, [name]: '' })).toThrow(`${name}: missing`);
  });

  it.each(['https://login.microsoftonline.com/common/v2.0', `https://sts.windows.net/${tenant}/`])(
    'stop the start with the issuer %s, which is none of one tenant’s v2 tokens',
    (AUTH_ISSUER) => {
      expect(() => readConfig({ ...connected, ...auth, AUTH_ISSUER })).toThrow('AUTH_ISSUER');
    },
  );
});
