import { existsSync, watch } from 'node:fs';

/** A save is often several changes: they count as one when they come within so many ms. */
const quietMs = 100;

const sourceFile = /\.(?:[cm]?[jt]s|json)$/;

/** Tells of changed sources below a folder. A folder that does not exist never changes. */
export function watchSources(folder: string, onChange: (file: string) => void): { close: () => void } {
  if (!existsSync(folder)) return { close: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_event, file) => {
    if (file === null || !sourceFile.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => onChange(file), quietMs);
  });
  return {
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

/** Tells when the app's host.json is written, made or removed. */
export function watchHostJson(appDir: string, onChange: () => void): { close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(appDir, (_event, file) => {
    if (file !== 'host.json') return;
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  });
  // The folder is gone: there is nothing to watch.
  watcher.on('error', () => undefined);
  return {
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
