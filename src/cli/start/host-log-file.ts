import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HostLog } from '../../local/functions-host/host-log.ts';

const rotateAboveBytes = 10_000_000;

export interface HostLogFile {
  write(line: HostLog): void;
  close(): void;
}

/**
 * What the Functions host and the functions say, one line per record. A line is on disk when `write` returns, so that kill -9 loses
 * none. The first one makes the file: until then the folder may not be ours.
 */
export function hostLogFile(path: string, now: () => Date): HostLogFile {
  let file: number | undefined;
  return {
    write(line) {
      file ??= open(path);
      writeSync(file, `${hostLine(line, now())}\n`);
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}

/** As `func start` prints it, with level and source. A stack's further lines are indented, so that no text can pass for a record. */
export function hostLine({ level, category, message }: HostLog, at: Date): string {
  return `[${at.toISOString()}] ${level} ${category} ${message.replace(/\r?\n|\r/g, '\n    ')}`;
}

function open(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateAboveBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a');
}
