import { type KeyObject, createHmac, timingSafeEqual } from 'node:crypto';
import { type CosmosRequest, header } from './answer.ts';
import { forbidden, unauthorized } from './errors.ts';

/** How far the client's clock may be away. Source: learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources */
const maxSkewMs = 15 * 60_000;

/**
 * Checks the master key signature of a request.
 *
 * @param key the account key.
 * @returns the request as it was signed: URLs lose a `?` at their end, which an id may have.
 * @throws CosmosError 401 for a wrong or missing signature and for the other kinds of token, 403 for a date too far away.
 */
export function authorize(request: CosmosRequest, key: KeyObject): CosmosRequest {
  const { type, signature } = token(header(request, 'authorization'));
  if (type !== 'master')
    throw unauthorized(
      type === undefined
        ? 'Required Header authorization is missing. Ensure a valid Authorization token is passed.'
        : `Tokens of type '${type}' are not supported by the local Cosmos DB: use the account key.`,
    );
  const date = header(request, 'x-ms-date') ?? header(request, 'date') ?? '';
  const given = Buffer.from(signature, 'base64');
  const meant = [request, withQuestionMark(request)].find((candidate) => {
    const wanted = createHmac('sha256', key).update(signedText(candidate, date)).digest();
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  if (!meant)
    throw unauthorized(
      "The input authorization token can't serve the request. The wrong key is being used or the expected payload is not " +
        'built as per the protocol.',
    );
  if (!(Math.abs(Date.now() - Date.parse(date)) <= maxSkewMs))
    throw forbidden('The authorization token is not valid at the current time.', 0);
  return meant;
}

function withQuestionMark(request: CosmosRequest): CosmosRequest {
  const { segments } = request;
  return { ...request, segments: [...segments.slice(0, -1), `${segments.at(-1) ?? ''}?`] };
}

function token(authorization = ''): { type: string | undefined; signature: string } {
  const [, type, signature = ''] = /^type=([^&]*)&ver=[^&]*&sig=(.*)$/s.exec(decoded(authorization)) ?? [];
  return { type, signature };
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
