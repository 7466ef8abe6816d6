/** Talks to Azure DevOps. */
export interface DevopsClient {
  /** @param path Below the organisation, with its query; `undefined` for 404. @throws DevopsRefusal */
  get(path: string): Promise<unknown>;
  /** @throws DevopsRefusal */
  send(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown): Promise<unknown>;
}

/** The service said no. The message says to what, why, and what helps. */
export class DevopsRefusal extends Error {}

interface Options {
  /** `https://dev.azure.com/<organisation>`. */
  readonly organisation: string;
  /** Value of the header: `Bearer …`, or `Basic …` with a personal access token. */
  readonly authorization: string;
}

/** Routes that are in preview for good: their version says so. The identity service has a host of its own. */
const preview = /_apis\/(pipelines\/(checks|pipelinePermissions)|graph)\//;
const ofIdentityService = /^_apis\/(graph|identities)/;

export function devopsClient({ organisation, authorization }: Options): DevopsClient {
  const base = new URL(`${organisation.replace(/\/$/, '')}/`);
  const identities = new URL(base);
  if (identities.hostname === 'dev.azure.com') identities.hostname = 'vssps.dev.azure.com';

  async function call(method: string, path: string, body?: unknown): Promise<{ status: number; answer: unknown }> {
    const url = new URL(path, ofIdentityService.test(path) ? identities : base);
    url.searchParams.set('api-version', preview.test(path) ? '7.1-preview.1' : '7.1');
    const response = await fetch(url, {
      method,
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      redirect: 'manual',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new DevopsRefusal(`${base.href} cannot be reached: ${causeOf(error)}`);
    });
    const text = await response.text();
    // Who is not signed in is sent to a page for people: 203 or 302.
    if (response.ok && response.status !== 203)
      return { status: response.status, answer: text === '' ? undefined : JSON.parse(text) };
    if (method === 'GET' && response.status === 404) return { status: 404, answer: undefined };
    throw new DevopsRefusal(`${method} ${path}: ${response.status} ${reasonIn(text)}${nextStep(response.status)}`);
  }

  return {
    get: async (path) => (await call('GET', path)).answer,
    send: async (method, path, body) => (await call(method, path, body)).answer,
  };
}

const causeOf = (error: unknown) =>
  error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);

function reasonIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}

function nextStep(status: number): string {
  if (status === 203 || status === 302 || status === 401)
    return '\nSign in with `az login`, or put a personal access token into AZURE_DEVOPS_EXT_PAT.';
  if (status === 403)
    return '\nThe bootstrap needs Project Administrator, and Creator of service connections, environments and variable groups.';
  return '';
}
