/** The tenant of this machine. */
export const tenant = '00000000-0000-4000-8000-000000000001';

/** One client for each role, of the same name. */
export const clientNames = ['reader', 'operator', 'release'] as const;
export type ClientName = (typeof clientNames)[number];

/** What a client, and an app that checks tokens, must know. */
export interface IssuerAddresses {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly tokenUrl: string;
  readonly scope: string;
  /** Secrets by client id. */
  readonly clients: Readonly<Record<ClientName, string>>;
}

const audience = 'docscore';

export function addressesAt(port: number, clients: IssuerAddresses['clients']): IssuerAddresses {
  const base = `http://127.0.0.1:${port}/${tenant}`;
  return {
    issuer: `${base}/v2.0`,
    audience,
    jwksUri: `${base}/discovery/v2.0/keys`,
    tokenUrl: `${base}/oauth2/v2.0/token`,
    scope: `api://${audience}/.default`,
    clients,
  };
}
