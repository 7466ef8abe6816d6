import { EventEmitter, once } from 'node:events';
import type { HostLog } from '../../../src/local/functions-host/host-log.ts';

/** What hosts and functions said, and what can be read off it. */
export function calls() {
  const lines: HostLog[] = [];
  const news = new EventEmitter<{ line: [] }>();
  news.setMaxListeners(0);
  const running = new Map<string, Set<string>>();
  const most = new Map<string, number>();
  return {
    log(line: HostLog): void {
      lines.push(line);
      const { functionName, invocationId = '', message } = line;
      if (functionName !== undefined) {
        const now = running.get(functionName) ?? new Set();
        running.set(functionName, now);
        if (message.startsWith('Executing ')) now.add(invocationId);
        if (message.startsWith('Executed ')) now.delete(invocationId);
        most.set(functionName, Math.max(most.get(functionName) ?? 0, now.size));
      }
      news.emit('line');
    },
    /** Resolves when a line, past (after `from` lines) or coming, holds the text. */
    async said(text: string, from = 0): Promise<void> {
      while (!lines.slice(from).some(({ message }) => message.includes(text))) await once(news, 'line');
    },
    count: () => lines.length,
    messages: (from = 0) => lines.slice(from).map(({ message }) => message),
    /** Calls that failed, whatever the function. */
    failed: () => lines.filter(({ message }) => message.includes('(Failed')).map(({ message }) => message),
    /** How many calls of a function ran at the same time, at most. */
    atOnce: (functionName: string) => most.get(functionName) ?? 0,
  };
}
