import { describe, expect, it } from 'vitest';
import { consoleLine } from '../../../src/cli/local/console-line.ts';
import type { HostLog } from '../../../src/local/functions-host/host-log.ts';

const at = new Date('2026-05-04T03:02:01.000Z');
const paint = (style: string, text: string) => `<${style}>${text}`;
const print = (line: Partial<HostLog>, verbose = false) =>
  consoleLine({ level: 'information', category: 'Host', message: 'x', ...line }, { at, verbose, paint });

describe('the console of docscore local', () => {
  it.each([
    { line: { message: "Executing 'Functions.a'" }, prints: "[2026-05-04T03:02:01.000Z] Executing 'Functions.a'" },
    { line: { message: 'Functions:' }, prints: 'Functions:' },
    { line: { message: '\ta: [GET] http://localhost:1/api/a' }, prints: '\ta: [GET] http://localhost:1/api/a' },
    { line: { level: 'warning' as const }, prints: '<yellow>[2026-05-04T03:02:01.000Z] x' },
    { line: { level: 'error' as const }, prints: '<red>[2026-05-04T03:02:01.000Z] x' },
    { line: { level: 'critical' as const }, prints: '<red>[2026-05-04T03:02:01.000Z] x' },
    { line: { message: 'one\ntwo' }, prints: '[2026-05-04T03:02:01.000Z] one\n    two' },
  ])('prints $line as func does', ({ line, prints }) => {
    expect(print(line)).toBe(prints);
  });

  it('tells details only when asked to', () => {
    expect(print({ level: 'debug' })).toBeUndefined();
    expect(print({ level: 'debug' }, true)).toContain('x');
  });

  it('lets no text of an app move the cursor', () => {
    expect(print({ message: 'a\u001b[2Jb' })).not.toContain('\u001b');
  });
});
