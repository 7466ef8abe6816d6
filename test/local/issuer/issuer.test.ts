import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joseTokens } from '../../../src/adapters/jose-tokens.ts';
import { readConfig } from '../../../src/config.ts';
import { issuerSettings } from '../../../src/local/issuer/issuer-settings.ts';
import { startIssuer, type IssuerService } from '../../../src/local/issuer/issuer.ts';

describe('the local issuer', () => {
  let service: IssuerService;
  beforeAll(async () => {
    service = await startIssuer({ port: 0 });
  });
  afterAll(() => service.stop());

  const ask = async (change: Record<string, string> = {}, headers: Record<string, string> = {}) => {
    const { tokenUrl, clients, scope } = service.addresses;
    const form = { grant_type: 'client_credentials', client_id: 'operator', client_secret: clients.operator, scope };
    const body = new URLSearchParams({ ...form, ...change });
    const answer = await fetch(tokenUrl, { method: 'POST', body, headers });
    return { status: answer.status, ...((await answer.json()) as { access_token: string; error?: string }) };
  };

  it('gives a client a token that looks as Entra gives it', async () => {
    const { issuer, audience } = service.addresses;

    const { status, access_token: token } = await ask();

    expect(status).toBe(200);
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'JWT', alg: 'RS256', kid: expect.any(String) as string });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ iss: issuer, aud: audience, azp: 'operator', roles: ['operator'], ver: '2.0' });
    expect(claims.iss).toContain(String(claims['tid']));
    expect(claims.oid).toBe(claims.sub);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  });

  it('is found by discovery, and its keys check its tokens', async () => {
    const { issuer } = service.addresses;
    const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    const { issuer: told, jwks_uri: keys } = discovery as { issuer: string; jwks_uri: string };

    const { payload } = await jwtVerify((await ask()).access_token, createRemoteJWKSet(new URL(keys)), {
      issuer: told,
    });

    expect(payload['roles']).toEqual(['operator']);
  });

  it('is trusted by the app that gets its settings', async () => {
    const connections = { Storage: 'x', Cosmos: 'x', Events: 'x', SWEEP_SCHEDULE: '0 * * * * *' };
    const { auth } = readConfig({ ...connections, ...issuerSettings(service.addresses) });

    expect(auth && (await joseTokens(auth, () => new Date()).verify((await ask()).access_token))).toEqual({
      name: 'app:operator',
      roles: ['operator'],
    });
  });

  it('takes id and secret from the header too', async () => {
    const basic = Buffer.from(`release:${service.addresses.clients.release}`).toString('base64');
    const bare = { client_id: '', client_secret: '' };

    const { access_token: token } = await ask(bare, { authorization: `Basic ${basic}` });

    expect(decodeJwt(token)['roles']).toEqual(['release']);
  });

  it.each([
    { what: 'a wrong secret', change: { client_secret: 'guess' }, status: 401, error: 'invalid_client' },
    { what: 'the secret of another client', change: { client_id: 'release' }, status: 401, error: 'invalid_client' },
    { what: 'an unknown client', change: { client_id: 'admin' }, status: 401, error: 'invalid_client' },
    { what: 'another scope', change: { scope: 'openid' }, status: 400, error: 'invalid_scope' },
    { what: 'another grant', change: { grant_type: 'password' }, status: 400, error: 'unsupported_grant_type' },
  ])('refuses $what as OAuth does', async ({ change, status, error }) => {
    expect(await ask(change)).toMatchObject({ status, error });
  });

  it('says by name what it does not know', async () => {
    const answer = await fetch(new URL('/common/oauth2/v2.0/authorize', service.addresses.issuer));

    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { error_description: expect.stringContaining('GET /common/oauth2/v2.0/authorize') as string },
    ]);
  });
});
