import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { KeptAnswer } from '../../../domain/kept-answer.ts';
import type { Stored } from '../../../domain/stored.ts';
import { digestOf } from '../../../jobs/digest.ts';
import type { Logger, Services } from '../../../ports.ts';
import { logOf } from '../../log.ts';
import { callerOf } from '../auth/caller.ts';
import { onRequest } from '../on-request.ts';
import type { Route } from '../route.ts';
import { claimKey, leaseFrom, leaseSeconds, reused } from './claim-key.ts';
import { digestedRequest } from './digested-request.ts';
import { keyOf } from './key-of.ts';

/**
 * Answers a repeated request with the same `Idempotency-Key` as the first one was answered, without doing anything again. Only what
 * was done (2xx) is kept: what was refused has done nothing, and its key stays free.
 */
export function answerOnce(services: Services, { name }: Route, handler: HttpHandler): HttpHandler {
  const keyed = onRequest(services, async (original, context) => {
    const key = digestOf(callerOf(context).name, name, keyOf(original) ?? '');
    const { request, digest } = digestedRequest(original);
    const claim = await claimKey(services, { requestId: key, target: targetOf(original) });
    if ('answered' in claim) return replay(claim.answered, await digest());
    const work = { claimed: claim.claimed, request, digest, context };
    return doOnce(services, work, handler);
  });
  return (request, context) => (request.headers.has('idempotency-key') ? keyed : handler)(request, context);
}

/** A function key in the query says who calls, not what is asked for. */
function targetOf({ method, url }: HttpRequest): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete('code');
  searchParams.sort();
  return digestOf(method, pathname, searchParams.toString());
}

interface Work {
  readonly claimed: Stored<KeptAnswer>;
  readonly request: HttpRequest;
  readonly digest: () => Promise<string>;
  readonly context: InvocationContext;
}

async function doOnce(services: Services, work: Work, handler: HttpHandler): Promise<HttpResponseInit> {
  const { request, digest, context } = work;
  const lease = keepLease(services, work.claimed, logOf(context));
  try {
    const answer = (await handler(request, context)) as HttpResponseInit;
    const status = answer.status ?? 200;
    const kept = status < 300 ? { status, ...contentOf(answer), digest: await digest() } : undefined;
    await lease.end(kept);
    return answer;
  } catch (error) {
    await lease.end(undefined);
    throw error;
  }
}

/** Holds the key while the work goes on. What cannot be written then costs the guarantee, not the answer. */
function keepLease({ idempotency, now }: Services, claimed: Stored<KeptAnswer>, log: Logger) {
  let last = Promise.resolve(claimed);
  const write = (change: (stored: Stored<KeptAnswer>) => Promise<Stored<KeptAnswer> | 'conflict' | undefined>) => {
    last = last.then(async (stored) => {
      const written = await change(stored).catch((error: unknown) => {
        log.warn({ event: 'idempotency.not-kept', requestId: stored.item.requestId, error: String(error) });
        return undefined;
      });
      return written === undefined || written === 'conflict' ? stored : written;
    });
    return last;
  };
  const renew = ({ item, etag }: Stored<KeptAnswer>) =>
    idempotency.replace({ item: { ...item, leaseUntil: leaseFrom(now()) }, etag });
  const timer = setInterval(() => void write(renew), (leaseSeconds * 1000) / 3);
  return {
    async end(answer: KeptAnswer['answer']) {
      clearInterval(timer);
      await write(async (stored) => {
        if (answer) return idempotency.replace({ item: { ...stored.item, answer }, etag: stored.etag });
        await idempotency.erase(stored);
        return undefined;
      });
    },
  };
}

const keptHeaders: ReadonlySet<string> = new Set(['location', 'etag']);

function contentOf({ headers, body, jsonBody }: HttpResponseInit) {
  const given = (headers ?? {}) as Record<string, string>;
  const text = jsonBody === undefined ? body : JSON.stringify(jsonBody);
  if (text !== undefined && typeof text !== 'string') throw new Error('Only answers of JSON or text can be kept');
  return {
    headers: {
      ...Object.fromEntries(Object.entries(given).filter(([name]) => keptHeaders.has(name.toLowerCase()))),
      ...(text !== undefined && { 'content-type': 'application/json' }),
    },
    ...(text !== undefined && { body: text }),
  };
}

/** @throws AppError `reused` when the request has another body. */
function replay({ status, headers, body, digest }: NonNullable<KeptAnswer['answer']>, given: string): HttpResponseInit {
  if (digest !== given) throw reused();
  return {
    status,
    headers: { ...headers, 'idempotency-replayed': 'true' },
    ...(body !== undefined && { body }),
  };
}
