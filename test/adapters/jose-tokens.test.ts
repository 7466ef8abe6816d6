import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joseTokens } from '../../src/adapters/jose-tokens.ts';
import { AppError } from '../../src/domain/errors.ts';

const tenant = '11111111-2222-4333-8444-555555555555';
const issuer = `https://login.example/${tenant}/v2.0`;
const now = new Date('2026-06-01T12:00:00.000Z');
const seconds = now.getTime() / 1000;

const good: JWTPayload = {
  ...{ iss: issuer, aud: 'docscore', tid: tenant, azp: 'a-client', oid: 'an-object', sub: 'a-subject', ver: '2.0' },
  ...{ iat: seconds, nbf: seconds, exp: seconds + 3600, roles: ['operator'] },
};

describe('a token', () => {
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let foreign: Awaited<ReturnType<typeof generateKeyPair>>;
  let asked: string[];
  let stop: () => void;
  let jwksUri: string;

  beforeAll(async () => {
    [keys, foreign] = await Promise.all([generateKeyPair('RS256', { extractable: true }), generateKeyPair('RS256')]);
    asked = [];
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'ours', use: 'sig' };
    const strange = { ...(await exportJWK(foreign.publicKey)), kid: 'theirs', alg: 'RS256', use: 'sig' };
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.end(JSON.stringify({ keys: url === '/keys' ? [jwk] : [strange] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jwksUri = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/keys`;
    stop = () => server.close();
  });
  afterAll(() => stop());

  const verifier = (at = now, uri = jwksUri) =>
    joseTokens({ issuer, audience: 'docscore', tenant, jwksUri: uri }, () => at);
  const signed = (claims: Record<string, unknown> = {}, header: object = {}, key = keys.privateKey) =>
    new SignJWT({ ...good, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'ours', typ: 'JWT', ...header })
      .sign(key);
  const codeOf = (token: string, at?: Date) =>
    verifier(at)
      .verify(token)
      .then(
        () => 'taken',
        (error: unknown) => (error instanceof AppError ? error.code : error),
      );

  it('names the app or the user, and the roles', async () => {
    expect(await verifier().verify(await signed())).toEqual({ name: 'app:a-client', roles: ['operator'] });
    const ofUser = await signed({ scp: 'user_impersonation', roles: undefined });
    expect(await verifier().verify(ofUser)).toEqual({ name: 'user:an-object', roles: [] });
  });

  it.each<{ what: string; token: () => Promise<string> | string }>([
    { what: 'no token at all', token: () => 'nonsense' },
    { what: 'one without a signature (alg none)', token: () => new UnsecuredJWT(good).encode() },
    { what: 'one signed by somebody else', token: () => signed({}, {}, foreign.privateKey) },
    { what: 'one whose kid nobody knows', token: () => signed({}, { kid: 'other' }) },
    { what: 'one for another audience', token: () => signed({ aud: 'graph' }) },
    { what: 'one of another issuer', token: () => signed({ iss: issuer.replace(tenant, tenant.replace('1', '2')) }) },
    { what: 'one of another tenant', token: () => signed({ tid: 'another' }) },
    { what: 'one without a tenant', token: () => signed({ tid: undefined }) },
    { what: 'one that expired 61 s ago', token: () => signed({ exp: seconds - 61 }) },
    { what: 'one without an end', token: () => signed({ exp: undefined }) },
    { what: 'one that begins in 61 s', token: () => signed({ nbf: seconds + 61 }) },
    { what: 'an id token', token: () => signed({ azp: undefined }) },
  ])('is refused: $what', async ({ token }) => {
    expect(await codeOf(await token())).toBe('unauthorised');
  });

  it('is refused: another algorithm, although the key is ours', async () => {
    const sameKey = await importJWK(await exportJWK(keys.privateKey), 'RS512');

    expect(await codeOf(await signed({}, { alg: 'RS512' }, sameKey as typeof keys.privateKey))).toBe('unauthorised');
  });

  it('is refused: HS256 with the public key as its secret', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey));
    const token = await new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'ours' }).sign(secret);

    expect(await codeOf(token)).toBe('unauthorised');
  });

  it.each(['kid', 'jku', 'x5u'])('is refused, and nothing is fetched, when %s says where a key is', async (name) => {
    asked = [];
    const elsewhere = jwksUri.replace('/keys', '/elsewhere');
    const token = await signed({}, { kid: 'theirs', [name]: elsewhere }, foreign.privateKey);

    expect(await codeOf(token)).toBe('unauthorised');
    expect(asked.filter((path) => path !== '/keys')).toEqual([]);
  });

  it.each([
    { when: 'a minute late', at: 3600 + 59 },
    { when: 'a minute early', at: -59 },
  ])('is taken $when: clocks differ', async ({ at }) => {
    expect(await codeOf(await signed(), new Date(now.getTime() + at * 1000))).toBe('taken');
  });

  it('is neither taken nor refused while the keys cannot be fetched', async () => {
    const nowhere = verifier(now, 'http://127.0.0.1:1/keys');

    await expect(nowhere.verify(await signed())).rejects.toMatchObject({ code: 'unavailable' });
  });
});
