/** One request of the trickle, as its caller saw it. Times in ms since the epoch. */
export interface Asked {
  readonly key: string;
  readonly startedAt: number;
  readonly status: number;
  readonly slot: string;
  readonly modelVersion: string;
}

type Instance = Record<string, unknown>;

/** What is asked, and by whom. */
export interface Request {
  readonly url: string;
  readonly functionKey: string;
  readonly model: string;
  /** The same for all, or another for each. */
  readonly instance: Instance | (() => Instance);
  /** The sticky key of the n-th request. */
  readonly keyOf: (index: number) => string;
}

/** Requests at an even pace, whatever the answers take, until it is told to stop. */
export function steadyRequests(options: Request & { readonly perSecond: number }) {
  const asked: Asked[] = [];
  const underway = new Set<Promise<void>>();
  const began = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1000) * options.perSecond; sent < due; sent++) {
      const request = askOnce(options, options.keyOf(sent)).then((one) => void asked.push(one));
      underway.add(request);
      void request.finally(() => underway.delete(request));
    }
  }, 10);
  return {
    asked,
    /** Resolves once every answer has come. */
    async stop() {
      clearInterval(timer);
      await Promise.all(underway);
    },
  };
}

export async function askOnce({ url, functionKey, model, instance }: Request, key: string): Promise<Asked> {
  const startedAt = Date.now();
  try {
    const answer = await fetch(`${url}/api/models/${model}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-functions-key': functionKey, 'x-docscore-key': key },
      body: JSON.stringify({ instance: typeof instance === 'function' ? instance() : instance }),
    });
    const { slot = '', modelVersion = '' } = (await answer.json()) as { slot?: string; modelVersion?: string };
    return { key, startedAt, status: answer.status, slot, modelVersion };
  } catch {
    return { key, startedAt, status: 0, slot: '', modelVersion: '' };
  }
}
