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
