import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';

export interface Address {
  readonly url: string;
  readonly token: string;
}

/** The SDK, with a credential that knows the vault's token. `asked` keeps what it was asked for. */
export function clientOf(
  { url, token }: Address,
  { asked = [], ...more }: Partial<SecretClientOptions> & { asked?: (string | string[] | undefined)[] } = {},
) {
  const credential = {
    getToken: (scopes: string | string[], options?: { tenantId?: string }) => {
      asked.push(scopes, options?.tenantId);
      return Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 });
    },
  };
  const options = {
    allowInsecureConnection: true,
    disableChallengeResourceVerification: true,
    retryOptions: { maxRetries: 0 },
    ...more,
  };
  return new SecretClient(url, credential, options);
}

/** What the SDK says of a call that fails. */
export async function failure(call: Promise<unknown>) {
  const error = (await call.then(
    () => undefined,
    (caught: unknown) => caught,
  )) as {
    statusCode?: number;
    code?: string;
    message: string;
    details?: { error?: { innerError?: { code?: string } } };
  };
  return {
    status: error.statusCode,
    code: error.code,
    inner: error.details?.error?.innerError?.code,
    message: error.message,
  };
}

/** A request as it goes over the wire. */
export async function send({ url, token }: Address, method: string, path: string, body?: object) {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { error, ...rest } = (text ? JSON.parse(text) : {}) as Record<string, unknown> & { error?: ServiceError };
  return { status: response.status, headers: response.headers, error, body: rest };
}

interface ServiceError {
  readonly code: string;
  readonly message: string;
}

/** All that a list gives. */
export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}
