import type { Trouble, TroubledService } from './fault.ts';

type ErrorTrouble = Extract<Trouble, { kind: 'error' }>;

/** An error in the form that a service's SDK understands. */
export function errorAnswer(
  service: TroubledService,
  trouble: ErrorTrouble,
): { headers: Record<string, string>; body: string } {
  const code = trouble.code ?? codes[service]?.[trouble.status] ?? usual[trouble.status] ?? `Status${trouble.status}`;
  const message = `${code}: this fault was asked for at the control endpoint.`;
  const retryAfter = retryHeaders(service, trouble.retryAfterMs);
  if (service === 'blob' || service === 'queue')
    return {
      headers: { ...retryAfter, 'content-type': 'application/xml', 'x-ms-error-code': code },
      body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${xml(code)}</Code><Message>${xml(message)}</Message></Error>`,
    };
  const json = service === 'cosmos' ? { code, message } : { error: { code, message } };
  return { headers: { ...retryAfter, 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

/** Cosmos DB counts in ms, HTTP in seconds. */
function retryHeaders(service: TroubledService, ms: number | undefined): Record<string, string> {
  if (ms === undefined) return {};
  const header = { 'retry-after': String(Math.ceil(ms / 1000)) };
  return service === 'cosmos' ? { ...header, 'x-ms-retry-after-ms': String(ms) } : header;
}

const storage = { 500: 'InternalError', 503: 'ServerBusy', 403: 'AuthorizationFailure' };

/** Sources: learn.microsoft.com/rest/api/storageservices/status-and-error-codes2, …/rest/api/cosmos-db/http-status-codes-for-cosmosdb */
const codes: Partial<Record<TroubledService, Record<number, string>>> = {
  blob: storage,
  queue: storage,
  cosmos: { 408: 'RequestTimeout', 429: 'TooManyRequests', 500: 'InternalServerError', 503: 'ServiceUnavailable' },
};

const usual: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

const xml = (text: string) => text.replace(/[<&>]/g, (character) => `&#${character.charCodeAt(0)};`);
