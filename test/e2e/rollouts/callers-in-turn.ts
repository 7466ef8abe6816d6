import { askOnce, type Asked, type Request } from './steady-requests.ts';

/** So many callers, each of whom asks again as soon as the answer has come, until they are told to stop: never more than the system can take. */
export function callersInTurn(request: Request & { readonly callers: number }) {
  const asked: Asked[] = [];
  let isOver = false;
  let sent = 0;
  const askOn = async () => {
    while (!isOver) asked.push(await askOnce(request, request.keyOf(sent++)));
  };
  const underway = Array.from({ length: request.callers }, askOn);
  return {
    asked,
    /** Resolves once every answer has come. */
    async stop() {
      isOver = true;
      await Promise.all(underway);
    },
  };
}
