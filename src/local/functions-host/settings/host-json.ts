import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '../host-log.ts';
import { EventHubsJson } from './event-hubs-json.ts';
import { TimeSpan } from './time-span-schema.ts';
import { unsupportedOptions } from './unsupported-host-json.ts';

/** Defaults are the runtime's. Source: learn.microsoft.com/azure/azure-functions/functions-host-json and the bindings' pages. */
const HostJson = z.looseObject({
  version: z.literal('2.0', { error: 'must be "2.0"' }),
  /** ms; 0: no limit. */
  functionTimeout: z
    .union([z.literal('-1').transform(() => 0), TimeSpan.refine((ms) => ms >= 1000, 'is below 1 s')])
    .prefault('00:30:00'),
  extensions: z
    .looseObject({
      http: z
        .looseObject({
          routePrefix: z.string().default('api'),
          maxOutstandingRequests: z.int().default(-1),
          maxConcurrentRequests: z.int().default(-1),
          customHeaders: z.record(z.string(), z.string()).default({}),
        })
        .prefault({}),
      queues: z
        .looseObject({
          messageEncoding: z.enum(['base64', 'none']).default('base64'),
          batchSize: z.int().min(1).max(32).default(16),
          newBatchThreshold: z.int().min(0).optional(),
          maxDequeueCount: z.int().min(1).default(5),
          /** ms */
          maxPollingInterval: TimeSpan.prefault('00:01:00'),
          /** ms */
          visibilityTimeout: TimeSpan.prefault('00:00:00'),
        })
        .prefault({}),
      eventHubs: EventHubsJson,
    })
    .prefault({}),
});

export type HostJson = z.infer<typeof HostJson>;

/** @throws Error that names the file and every bad value. A missing file counts as an empty one, and `{}` as of this version. The runtime would write the file. */
export function readHostJson(appDir: string): HostJson {
  const file = path.join(appDir, 'host.json');
  if (!existsSync(file)) return HostJson.parse({ version: '2.0' });
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${messageOf(error)}`, { cause: error });
  }
  if (typeof json === 'object' && json !== null && Object.keys(json).length === 0) json = { version: '2.0' };
  const refused = unsupportedOptions(json);
  if (refused.length > 0) throw new Error(`Bad ${file}: not supported by this host: ${refused.join(', ')}`);
  const { success, data, error } = HostJson.safeParse(encodingInLowerCase(json));
  if (!success) throw new Error(`Bad ${file}\n${z.prettifyError(error)}`);
  return data;
}

/** The runtime takes `Base64` and `None` in any case. */
function encodingInLowerCase(json: unknown): unknown {
  const queues = (json as { extensions?: { queues?: { messageEncoding?: unknown } } } | null)?.extensions?.queues;
  if (typeof queues?.messageEncoding === 'string') queues.messageEncoding = queues.messageEncoding.toLowerCase();
  return json;
}
