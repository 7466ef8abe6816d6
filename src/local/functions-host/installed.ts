import path from 'node:path';
import { type Cors, createCors } from './http/cors.ts';
import { watchHostJson, watchSources } from './pool/watch.ts';
import { setting } from './settings/expressions.ts';
import { type LocalHost, readLocalHost } from './settings/local-settings.ts';

/** The package that a host runs, and its settings. */
export interface Installed {
  /** undefined: nobody has deployed one yet. */
  readonly appDir: string | undefined;
  readonly entry?: string | undefined;
  readonly settings: Record<string, string>;
}

/** Source: the runtime's FUNCTIONS_REQUEST_BODY_SIZE_LIMIT, in bytes. */
const defaultBodyLimit = 104_857_600;

/** What the HTTP side goes by. @throws Error when a setting makes no sense. */
export function httpOf(installed: Installed): { cors: Cors; bodyLimit: number } {
  const { settings } = installed;
  return {
    cors: createCors(settings, localHostOf(installed)),
    bodyLimit: Number(setting(settings, 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT') ?? defaultBodyLimit),
  };
}

export const localHostOf = ({ appDir }: Installed): LocalHost => (appDir === undefined ? {} : readLocalHost(appDir));

interface Watching {
  /** Hears of a changed source; undefined: nobody wants to know. */
  onSource: ((file: string) => void) | undefined;
  onHostJson: (() => void) | undefined;
}

/** @returns what ends it. */
export function watchInstalled({ appDir }: Installed, { onSource, onHostJson }: Watching): () => void {
  if (appDir === undefined) return () => undefined;
  const watchers = [
    ...(onSource ? [watchSources(path.join(appDir, 'src'), onSource)] : []),
    ...(onHostJson ? [watchHostJson(appDir, onHostJson)] : []),
  ];
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
