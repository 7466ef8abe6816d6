import { createHmac, timingSafeEqual } from 'node:crypto';
import { type CosmosRequest, header } from './answer.ts';
import { forbidden, unauthorized } from './errors.ts';

/** How far the client's clock may be away. Source: learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources */
const maxSkewMs = 15 * 60_000;

/**
 * Checks the master key signature of a request.
 *
 * @param key the account key, base64.
 * @throws CosmosError 401 for a wrong or missing signature and for the other kinds of token, 403 for a date too far away.
 */
export function authorize(request: CosmosRequest, key: string): void {
  const { type, signature } = token(header(request, 'authorization'));
  if (type !== 'master')
    throw unauthorized(
      type === undefined
        ? 'Required Header authorization is missing. Ensure a valid Authorization token is passed.'
        : `Tokens of type '${type}' are not supported by the local Cosmos DB: use the account key.`,
    );
  const date = header(request, 'x-ms-date') ?? header(request, 'date') ?? '';
  const wanted = createHmac('sha256', Buffer.from(key, 'base64')).update(signedText(request, date)).digest();
  const given = Buffer.from(signature, 'base64');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw unauthorized(
      "The input authorization token can't serve the request. The wrong key is being used or the expected payload is not " +
        'built as per the protocol.',
    );
  if (!(Math.abs(Date.now() - Date.parse(date)) <= maxSkewMs))
    throw forbidden('The authorization token is not valid at the current time.', 0);
}

function token(authorization: string | undefined): { type: string | undefined; signature: string } {
  const fields = new Map(
    decoded(authorization ?? '')
      .split('&')
      .map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
  );
  return { type: fields.get('type'), signature: fields.get('sig') ?? '' };
}

function decoded(authorization: string): string {
  try {
    return decodeURIComponent(authorization);
  } catch {
    return authorization;
  }
}

/** A path of even length names a resource, one of odd length a feed of its parent; `operations/…` are acts on a resource. */
function signedText({ method, segments }: CosmosRequest, date: string): string {
  const path = segments.at(-2) === 'operations' ? segments.slice(0, -2) : segments;
  const isResource = path.length % 2 === 0;
  const type = (isResource ? path.at(-2) : path.at(-1)) ?? '';
  const link = (isResource ? path : path.slice(0, -1)).join('/');
  return `${method.toLowerCase()}\n${type.toLowerCase()}\n${link}\n${date.toLowerCase()}\n\n`;
}
