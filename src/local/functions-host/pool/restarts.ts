/** Errors older than this are forgotten. Source: azure-functions-host, RpcFunctionInvocationDispatcher. */
const windowMs = 30 * 60_000;

/** Errors per worker within the window after which the host gives up. Same source. */
const errorsPerWorker = 3;

/** Counts the workers' failures and says how to go on. */
export function restartPolicy(workers: number) {
  let failures: number[] = [];
  return {
    /**
     * Notes a failure at `now` (ms).
     *
     * @returns ms to wait before the next start (at once after the first failure), or undefined: give up.
     */
    next(now: number): number | undefined {
      failures = [...failures.filter((at) => now - at <= windowMs), now];
      if (failures.length >= errorsPerWorker * workers) return undefined;
      return failures.length === 1 ? 0 : 250 * 2 ** (failures.length - 1);
    },
    forget(): void {
      failures = [];
    },
  };
}
