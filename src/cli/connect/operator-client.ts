import type { z } from 'zod';
import {
  BackfillReport,
  DeadCauses,
  DeadDocuments,
  ReplayReport,
  RunReceipt,
  type ReplayRequest,
} from '../../domain/operator-view.ts';
import { ask, notDocscore, queryOf, type Question } from './ask.ts';
import type { System } from './find-system.ts';

/** What is done to one document, each with its method and the end of its path. */
const orders = {
  reprocess: { method: 'POST', path: '/reprocess' },
  cancel: { method: 'POST', path: '/cancel' },
  replay: { method: 'POST', path: '/replay' },
  delete: { method: 'DELETE', path: '' },
} as const;
export type Order = keyof typeof orders;

const role = 'operator';

/** What operators do, over HTTP. All throw CliError: 1 when refused, 3 when nobody is there. */
export interface OperatorClient {
  /** `undefined` when there was nothing left to do. */
  order(order: Order, documentId: string): Promise<RunReceipt | undefined>;
  dead(): Promise<DeadCauses>;
  /** One page of the documents that died of this. */
  deadOf(cause: string, next: string | undefined): Promise<z.infer<typeof DeadDocuments>>;
  replay(request: ReplayRequest): Promise<ReplayReport>;
  /** One page of the container's listing. */
  backfill(next: string | undefined): Promise<BackfillReport>;
}

export function operatorClient(system: System): OperatorClient {
  const sure = async <T>(question: Question<T>): Promise<T> => {
    const answer = await ask(system, { ...question, role });
    if (answer === undefined) throw notDocscore(system, question.path.split('?')[0] ?? '');
    return answer;
  };
  return {
    order: (order, documentId) => {
      const { method, path } = orders[order];
      return ask(system, { method, path: `/api/documents/${documentId}${path}`, schema: RunReceipt.optional(), role });
    },
    dead: () => sure({ path: '/api/dead', schema: DeadCauses }),
    deadOf: (cause, next) => sure({ path: `/api/dead${queryOf({ cause, limit: 200, next })}`, schema: DeadDocuments }),
    replay: (body) => sure({ method: 'POST', path: '/api/dead/replay', schema: ReplayReport, body }),
    backfill: (next) => sure({ method: 'POST', path: `/api/backfill${queryOf({ next })}`, schema: BackfillReport }),
  };
}
