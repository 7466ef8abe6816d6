/** What a shell expects of a process that a signal ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Aborts at the first signal that asks to end, with its name as the reason. The second one ends the process at once. */
export function toldToEnd(): AbortSignal {
  const ending = new AbortController();
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(exitCode);
      ending.abort(signal);
    });
  }
  return ending.signal;
}

/** Of the signal that asked to end. */
export const exitCodeOf = (ending: AbortSignal) => exitCodes[ending.reason as keyof typeof exitCodes];

/** Resolves with `exitCodeOf` once somebody has asked to end. */
export const untilTold = (ending: AbortSignal) =>
  new Promise<number>((resolve) => {
    const tell = () => resolve(exitCodeOf(ending));
    if (ending.aborted) tell();
    else ending.addEventListener('abort', tell, { once: true });
  });
