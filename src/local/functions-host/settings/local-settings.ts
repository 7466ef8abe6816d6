import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '../host-log.ts';

/** `Host` of local.settings.json: what `func start` takes from it. Source: learn.microsoft.com/azure/azure-functions/functions-develop-local */
const Host = z.looseObject({
  LocalHttpPort: z.int().min(0).max(65_535).optional(),
  /** Comma-separated origins, or `*`. */
  CORS: z.string().optional(),
  CORSCredentials: z.boolean().optional(),
});
const LocalSettings = z.looseObject({ Host: Host.prefault({}) });

export type LocalHost = z.infer<typeof Host>;

/** @throws Error that names the file. Without one there is nothing to take. */
export function readLocalHost(appDir: string): LocalHost {
  const file = path.join(appDir, 'local.settings.json');
  if (!existsSync(file)) return {};
  try {
    return LocalSettings.parse(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))).Host;
  } catch (error) {
    throw new Error(
      `${file} cannot be read: ${error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error)}`,
      {
        cause: error,
      },
    );
  }
}
