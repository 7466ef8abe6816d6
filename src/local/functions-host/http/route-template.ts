import { constraintPattern } from './route-constraints.ts';

/** A route of ASP.NET Core's grammar, ready to match a decoded path. */
export interface RouteTemplate {
  /** With the prefix, without slashes at its ends: `api/models/{model}`. */
  pattern: string;
  /** One digit per segment; the smaller text matches first. Source: ASP.NET Core, RoutePrecedence.ComputeInbound. */
  precedence: string;
  /** The parameters of a path that matches. An optional one that is absent has no key. */
  match(path: string): Record<string, string> | undefined;
}

/** @throws Error that names what is wrong with the route. */
export function compileRoute(route: string, prefix: string): RouteTemplate {
  const own = route.replace(/^\/+|\/+$/g, '');
  if (/^(admin|runtime)(\/|$)/i.test(own))
    throw new Error(`The specified route '${route}' conflicts with one or more built in routes.`);
  const pattern = [prefix.replace(/^\/+|\/+$/g, ''), own].filter(Boolean).join('/');
  const segments = pattern === '' ? [] : splitSegments(pattern).map(compileSegment);
  const wildcard = segments.findIndex(({ catchAll }) => catchAll);
  if (wildcard >= 0 && wildcard < segments.length - 1)
    throw new Error(`In the route '${pattern}' the catch-all parameter is not the last segment`);
  const expression = new RegExp(`^${segments.map(({ source }) => source).join('')}/?$`, 'i');
  const parameters = segments.flatMap((segment) => segment.parameters);
  return {
    pattern,
    precedence: segments.map(({ digit }) => digit).join(''),
    match: (path) => readParameters(expression, parameters, path),
  };
}

interface Parameter {
  name: string;
  fallback: string | undefined;
}

interface Segment {
  source: string;
  digit: 1 | 2 | 3 | 4 | 5;
  catchAll: boolean;
  parameters: Parameter[];
}

function readParameters(expression: RegExp, parameters: Parameter[], path: string): Record<string, string> | undefined {
  const match = expression.exec(path);
  if (!match) return undefined;
  const found: Record<string, string> = {};
  parameters.forEach(({ name, fallback }, index) => {
    const value = match[index + 1] ?? fallback;
    if (value !== undefined && (value !== '' || fallback !== undefined)) found[name] = value;
  });
  return found;
}

/** Slashes inside braces belong to a constraint. */
function splitSegments(pattern: string): string[] {
  return pattern.split(/\/(?![^{]*\})/);
}

function compileSegment(segment: string): Segment {
  const parts = segment.split(/(\{[^{}]*\})/).filter(Boolean);
  const found = parts.flatMap((part) => (part.startsWith('{') ? [readParameter(part)] : []));
  const texts = parts.map((part) => (part.startsWith('{') ? readParameter(part).source : escapeText(part)));
  const source = `/${texts.join('')}`;
  const catchAll = found.some((parameter) => parameter.catchAll);
  const constrained = found.some((parameter) => parameter.constrained);
  const parameters = found.map(({ name, fallback }) => ({ name, fallback }));
  if (found.length === 0) return { source, digit: 1, catchAll, parameters };
  if (parts.length > 1) {
    if (catchAll) throw new Error(`'${segment}' mixes a catch-all parameter with text`);
    return { source, digit: 2, catchAll, parameters };
  }
  const mayBeAbsent = catchAll || found.some(({ optional, fallback }) => optional || fallback !== undefined);
  const digit = catchAll ? (constrained ? 4 : 5) : constrained ? 2 : 3;
  return { source: mayBeAbsent ? `(?:${source})?` : source, digit, catchAll, parameters };
}

function readParameter(text: string) {
  const match = /^\{(\*{0,2})([^:=?{}*]+)((?::[^:(){}=?]+(?:\(.*?\))?)*)(?:=([^}]*))?(\?)?\}$/.exec(text);
  if (!match?.[2]) throw new Error(`The route parameter '${text}' cannot be read`);
  const [, stars = '', name, constraints = '', fallback, mark] = match;
  const catchAll = stars !== '';
  const names = constraints.match(/:[^:(]+(?:\(.*?\))?/g) ?? [];
  const checks = names.map(
    (constraint) => `(?=${constraintPattern(constraint.slice(1))}${catchAll ? '$' : '(?:/|$)'})`,
  );
  return {
    name,
    fallback,
    catchAll,
    optional: mark !== undefined,
    constrained: names.length > 0,
    source: `${checks.join('')}(${catchAll ? '[^]*' : '[^/]+'})`,
  };
}

function escapeText(text: string): string {
  if (/[{}]/.test(text)) throw new Error(`The route text '${text}' has a brace without its partner`);
  return text.replace(/[.*+?^$()|[\]\\/]/g, '\\$&');
}
