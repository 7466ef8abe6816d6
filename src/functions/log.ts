import type { InvocationContext } from '@azure/functions';
import type { Logger } from '../ports.ts';

/** Events of this invocation, one JSON line each: names may hold line breaks, lines may not. */
export const logOf = (context: InvocationContext): Logger => ({
  info: (event) => context.info(JSON.stringify(event)),
  warn: (event) => context.warn(JSON.stringify(event)),
  error: (event) => context.error(JSON.stringify(event)),
});

/** The invocation's W3C trace context. @param random Uniform in [0, 1), for a host that gives none. */
export function traceparentOf(context: InvocationContext, random: () => number): string {
  const given = context.traceContext?.traceParent;
  return given !== undefined && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given)
    ? given
    : `00-${hex(32, random)}-${hex(16, random)}-01`;
}

const hex = (length: number, random: () => number) =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
