import { createHmac } from 'node:crypto';

/** The parts of a connection string. */
export function accountOf(connectionString: string): { endpoint: string; key: string } {
  const [, endpoint = '', key = ''] = /AccountEndpoint=([^;]*);AccountKey=([^;]*)/.exec(connectionString) ?? [];
  return { endpoint, key };
}

/**
 * A signed request without the SDK, for what the SDK would not send. Made from
 * learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources
 */
export async function send(
  connectionString: string,
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
) {
  const { endpoint, key } = accountOf(connectionString);
  const segments = path.split('/').filter((segment) => segment !== '');
  const isResource = segments.length % 2 === 0;
  const type = (isResource ? segments.at(-2) : segments.at(-1)) ?? '';
  const link = (isResource ? segments : segments.slice(0, -1)).join('/');
  const date = headers['x-ms-date'] ?? new Date().toUTCString();
  const signature = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`)
    .digest('base64');
  const response = await fetch(`${endpoint}${segments.join('/')}`, {
    method,
    headers: {
      authorization: encodeURIComponent(`type=master&ver=1.0&sig=${signature}`),
      'x-ms-version': '2020-07-15',
      'x-ms-date': date,
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> | undefined,
  };
}
