import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { TopicEvent } from './cloud-event.ts';
import { PublishRefusal, readEvents } from './published-events.ts';
import { whyNot } from './publish-key.ts';
import type { SubscriptionStatus } from './router.ts';
import type { Topic } from './topic.ts';

export interface PublisherOptions {
  topics: readonly Topic[];
  key: string;
  endpointOf: (topic: string) => string;
  /** Ms since 1970. */
  now: () => number;
  /** Stores what the events cause, all or nothing. */
  accept: (topic: string, events: TopicEvent[]) => void;
  status: (subscription: string) => SubscriptionStatus | undefined;
  /** Somebody opens a validation URL. */
  validate: (subscription: string, code: string) => boolean;
}

/** Bytes of a request and of each event. Source: learn.microsoft.com/azure/event-grid/event-schema */
const LARGEST_BYTES = 1_048_576;
/** The only version of the publish operation. Source: learn.microsoft.com/rest/api/eventgrid/data-plane */
const API_VERSION = '2018-01-01';

/**
 * What the port answers: `POST /<topic>/api/events` takes events, `GET /eventsubscriptions/<name>/validate` ends a handshake by
 * hand, `GET /eventsubscriptions/<name>` tells, as ARM and Azure Monitor do, how a subscription is. In the cloud each topic has a host of its own.
 */
export const publisher =
  (options: PublisherOptions): RequestListener =>
  (request, response) => {
    route(request, response, options).catch((error: unknown) => {
      if (error instanceof PublishRefusal) refuse(response, error);
      else refuse(response, new PublishRefusal(500, 'InternalServerError', String(error)));
    });
  };

async function route(request: IncomingMessage, response: ServerResponse, options: PublisherOptions): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [, first = '', second = '', third = '', ...rest] = decodeURIComponent(pathname).split('/');
  const topic = options.topics.find(({ name }) => name.toLowerCase() === first.toLowerCase());
  if (topic && second === 'api' && third === 'events' && rest.length === 0)
    return publish(request, response, searchParams, topic, options);
  if (first === 'eventsubscriptions' && request.method === 'GET')
    return tell(request, response, searchParams, second, third === 'validate', options);
  throw new PublishRefusal(404, 'NotFound', `There is no ${pathname}; topics are published to at /<topic>/api/events.`);
}

async function publish(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  topic: Topic,
  options: PublisherOptions,
): Promise<void> {
  const body = await read(request);
  authorise(request, query, options.endpointOf(topic.name), options);
  const { method = '', headers } = request;
  if (method !== 'POST')
    throw new PublishRefusal(405, 'MethodNotAllowed', `Events are published by POST, not by ${method}.`);
  const version = query.get('api-version') ?? API_VERSION;
  if (version !== API_VERSION)
    throw new PublishRefusal(400, 'UnsupportedApiVersion', `api-version ${version} is not supported.`);
  for (const header of ['aeg-channel-name', 'content-encoding'])
    if (header in headers) throw new PublishRefusal(400, 'HeaderNotSupported', `Header ${header} is not supported.`);
  if (body === undefined)
    throw new PublishRefusal(413, 'PayloadTooLarge', `The maximum size of a request is ${LARGEST_BYTES} bytes.`);
  const [contentType = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  options.accept(topic.name, readEvents(body, contentType.trim(), topic));
  response.writeHead(200, { 'content-length': 0, 'api-supported-versions': API_VERSION }).end();
}

function tell(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  name: string,
  isValidation: boolean,
  options: PublisherOptions,
): Promise<void> {
  if (isValidation) {
    if (!options.validate(name, query.get('id') ?? ''))
      throw new PublishRefusal(400, 'InvalidValidationCode', `Subscription ${name} does not wait for this validation.`);
    response.writeHead(200).end('"Webhook successfully validated as a subscription endpoint"');
    return Promise.resolve();
  }
  authorise(request, query, '', options);
  const status = options.status(name);
  if (!status) throw new PublishRefusal(404, 'NotFound', `There is no event subscription ${name}.`);
  const { provisioningState, metrics } = status;
  const body = JSON.stringify({ name, properties: { provisioningState }, metrics });
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  return Promise.resolve();
}

function authorise(
  request: IncomingMessage,
  query: URLSearchParams,
  endpoint: string,
  { key, now }: PublisherOptions,
): void {
  const why = whyNot(request, query, { key, endpoint, nowMs: now() });
  if (why !== undefined) throw new PublishRefusal(401, 'Unauthorized', why);
}

/** The whole body; `undefined` when it is too large: it is read to its end, so that the client gets its answer. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= LARGEST_BYTES) chunks.push(chunk);
  }
  return bytes > LARGEST_BYTES ? undefined : Buffer.concat(chunks).toString();
}

const CODES: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  413: 'PayloadTooLarge',
};

/** Source: learn.microsoft.com/azure/event-grid/post-to-custom-topic, Response */
function refuse(response: ServerResponse, { status, detail, message }: PublishRefusal): void {
  const error = { code: CODES[status] ?? 'InternalServerError', message, details: [{ code: detail, message }] };
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify({ error }));
}
