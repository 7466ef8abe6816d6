import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { AppError } from '../domain/errors.ts';
import type { TokenVerifier } from '../ports.ts';

export interface TokenSettings {
  /** As Entra's v2 tokens have it: with the tenant in it. */
  readonly issuer: string;
  readonly audience: string;
  readonly tenant: string;
  readonly jwksUri: string;
}

/** How far clocks may differ, in seconds. */
const toleranceSeconds = 60;

/** Keys are kept for a day, and fetched anew for a `kid` that is not among them. Source: learn.microsoft.com/entra/identity-platform/signing-key-rollover */
const keys = { cacheMaxAge: 24 * 3600_000, cooldownDuration: 10_000, timeoutDuration: 5000 };

/**
 * Entra access tokens (v2), checked by signature and claims. Keys come from the one address of the settings, whatever a token's
 * header says; RS256 is the one algorithm.
 */
export function joseTokens({ issuer, audience, tenant, jwksUri }: TokenSettings, now: () => Date): TokenVerifier {
  const keySet = createRemoteJWKSet(new URL(jwksUri), keys);
  return {
    async verify(token) {
      const { payload } = await jwtVerify(token, keySet, {
        algorithms: ['RS256'],
        issuer,
        audience,
        requiredClaims: ['exp', 'tid', 'azp'], // an id token has no `azp`
        clockTolerance: toleranceSeconds,
        currentDate: now(),
      }).catch((error: unknown) => {
        throw understood(error);
      });
      if (payload['tid'] !== tenant) throw refused('The token is of another tenant');
      return { name: nameOf(payload), roles: textsOf(payload['roles']) };
    },
  };
}

/** A user by object id, an app by client id. */
function nameOf(payload: JWTPayload): string {
  const [oid, azp] = [payload['oid'], payload['azp']].map((claim) => (typeof claim === 'string' ? claim : ''));
  return payload['scp'] === undefined ? `app:${azp ?? ''}` : `user:${oid || (payload.sub ?? '')}`;
}

const textsOf = (claim: unknown): string[] =>
  Array.isArray(claim) ? claim.filter((role): role is string => typeof role === 'string') : [];

/** Codes of what the issuer answers, or does not. */
const theIssuers = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

/** What is wrong with a token is the caller's affair; keys that cannot be fetched are not. */
function understood(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return refused('The token has expired', error);
  const isTheTokens = error instanceof errors.JOSEError && !theIssuers.includes(error.code);
  if (isTheTokens) return refused('The token is not valid here', error);
  return new AppError('unavailable', 'The keys that tokens are checked with cannot be fetched', { cause: error });
}

const refused = (message: string, cause?: unknown) =>
  new AppError('unauthorised', message, { cause, next: 'Get a new token' });
