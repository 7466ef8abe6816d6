import type { IncomingMessage, ServerResponse } from 'node:http';
import { setting, type Settings } from '../settings/expressions.ts';
import type { LocalHost } from '../settings/local-settings.ts';

/** Answers preflights and marks answers for allowed origins. Returns true when the request is done. */
export type Cors = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * CORS as the self-host has it, on with FUNCTIONS_ENABLE_CORS_CONFIGURATION=1 (CORS_ALLOWED_ORIGINS is a JSON array); else as `func
 * start` has it, by `Host` of local.settings.json.
 *
 * @throws Error when the list of origins is not one.
 */
export function createCors(settings: Settings, local: LocalHost): Cors {
  if (setting(settings, 'FUNCTIONS_ENABLE_CORS_CONFIGURATION') === '1') {
    const credentials = setting(settings, 'CORS_SUPPORT_CREDENTIALS')?.toLowerCase() === 'true';
    return allow(readOrigins(setting(settings, 'CORS_ALLOWED_ORIGINS') ?? '[]'), credentials);
  }
  if (!local.CORS) return () => false;
  return allow(withoutSlash(local.CORS.split(',').map((origin) => origin.trim())), local.CORSCredentials ?? false);
}

function allow(origins: readonly string[], credentials: boolean): Cors {
  return (request, response) => {
    const { origin } = request.headers;
    if (origin === undefined) return false;
    const method = request.headers['access-control-request-method'];
    const preflight = request.method === 'OPTIONS' && method !== undefined;
    if (origins.includes('*') || origins.includes(origin)) {
      response.setHeader('access-control-allow-origin', origins.includes('*') && !credentials ? '*' : origin);
      if (!origins.includes('*')) response.setHeader('vary', 'Origin');
      if (credentials) response.setHeader('access-control-allow-credentials', 'true');
      const headers = request.headers['access-control-request-headers'];
      if (preflight) response.setHeader('access-control-allow-methods', method);
      if (preflight && headers !== undefined) response.setHeader('access-control-allow-headers', headers);
    }
    if (preflight) response.writeHead(204).end();
    return preflight;
  };
}

function readOrigins(text: string): string[] {
  const origins: unknown = JSON.parse(text);
  if (!Array.isArray(origins) || !origins.every((origin) => typeof origin === 'string'))
    throw new Error(`CORS_ALLOWED_ORIGINS is not a JSON array of origins: ${text}`);
  return withoutSlash(origins);
}

const withoutSlash = (origins: readonly string[]) => origins.map((origin) => origin.replace(/\/$/, ''));
