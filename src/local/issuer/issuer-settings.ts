import type { IssuerAddresses } from './addresses.ts';

/** App settings: whose tokens to trust. */
export const issuerSettings = ({ issuer, audience, jwksUri }: IssuerAddresses) => ({
  AUTH_ISSUER: issuer,
  AUTH_AUDIENCE: audience,
  AUTH_JWKS_URI: jwksUri,
});
