import { treatments, type ErrorCode } from '../../domain/errors.ts';
import type { HostLog } from '../../local/functions-host/host-log.ts';
import { z } from 'zod';
import { plural } from '../screen/format.ts';

/** Functions log one JSON object per event (`src/ports.ts`). */
const LoggedEvent = z.object({ event: z.string(), error: z.string().optional(), code: z.string().optional() });
type LoggedEvent = z.infer<typeof LoggedEvent>;

/** Warnings and errors of the functions: each kind is told once, and all are counted. */
export interface Troubles {
  /** @returns What to tell; `undefined` for what was told before and for all that is no trouble. */
  readonly take: (line: HostLog) => string | undefined;
  /** `2 errors, 1 warning`; `undefined` when there were none. */
  readonly summary: () => string | undefined;
}

export function troubles(): Troubles {
  const told = new Set<string>();
  let [errors, warnings] = [0, 0];
  return {
    take({ level, category, functionName, message }) {
      if (level !== 'warning' && level !== 'error' && level !== 'critical') return undefined;
      const event = loggedEvent(message);
      if (event && isTheDocumentsFault(event)) return undefined;
      if (level === 'warning') warnings += 1;
      else errors += 1;
      const said = `${functionName ?? category}: ${event ? essence(event) : firstLine(message)}`;
      const kind = `${level} ${kindOf(said)}`;
      if (told.has(kind)) return undefined;
      told.add(kind);
      return said;
    },
    summary() {
      const parts = [
        ...(errors > 0 ? [plural(errors, 'error')] : []),
        ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
      ];
      return parts.length === 0 ? undefined : parts.join(', ');
    },
  };
}

/** The document's own line tells it. */
const isTheDocumentsFault = ({ code }: LoggedEvent) =>
  code !== undefined && Object.hasOwn(treatments, code) && treatments[code as ErrorCode].settle === 'reject';

const essence = ({ event, error }: LoggedEvent) => (error === undefined ? event : `${event}: ${error}`);

const firstLine = (message: string) => message.trimStart().split('\n', 1)[0]?.trimEnd() ?? '';

function loggedEvent(message: string): LoggedEvent | undefined {
  try {
    return LoggedEvent.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
}

/** The same trouble with another document, time or address is the same kind. */
const kindOf = (text: string) => text.replace(/[a-z2-7]{26}|0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi, '#');
