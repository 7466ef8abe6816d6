import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes a file that is gone after the test. */
export function fileOf(content: Uint8Array | string, name = 'document'): string {
  const folder = mkdtempSync(join(tmpdir(), 'docscore-reader-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
