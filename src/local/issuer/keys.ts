import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

export interface IssuerKeys {
  /** The public key, as `discovery/v2.0/keys` shows it. */
  readonly jwks: () => Promise<{ keys: JWK[] }>;
  readonly sign: (claims: JWTPayload) => Promise<string>;
}

/** One RSA key, made beside whatever else starts. */
export function issuerKeys(): IssuerKeys {
  const made = make();
  made.catch(() => undefined); // Told to whoever asks for it.
  return {
    jwks: async () => ({ keys: [(await made).jwk] }),
    async sign(claims) {
      const { privateKey, jwk } = await made;
      return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: jwk.kid }).sign(privateKey);
    },
  };
}

async function make() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const bare = await exportJWK(publicKey);
  return { privateKey, jwk: { ...bare, kid: await calculateJwkThumbprint(bare), use: 'sig', alg: 'RS256' } };
}
