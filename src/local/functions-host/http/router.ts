import { type HostedFunction, methodsOf } from '../functions.ts';

export interface Match {
  function: HostedFunction;
  params: Record<string, string>;
}

export type Router = (method: string, path: string) => Match | undefined;

/** Finds the function for a decoded path: literal segments before constrained, those before free, catch-alls last. */
export function createRouter(functions: HostedFunction[]): Router {
  const routes = functions
    .filter(({ error }) => error === undefined)
    .flatMap((one) => (one.route ? [{ one, route: one.route, methods: new Set(methodsOf(one.trigger)) }] : []))
    .sort((a, b) => (a.route.precedence < b.route.precedence ? -1 : a.route.precedence > b.route.precedence ? 1 : 0));
  return (method, path) => {
    for (const { one, route, methods } of routes) {
      if (!methods.has(method)) continue;
      const params = route.match(path);
      if (params) return { function: one, params };
    }
    return undefined;
  };
}
