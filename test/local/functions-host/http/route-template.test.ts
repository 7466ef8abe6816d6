import { describe, expect, it } from 'vitest';
import { compileRoute } from '../../../../src/local/functions-host/http/route-template.ts';

it.each([
  { route: 'documents/{id}', path: '/API/Documents/7', params: { id: '7' } },
  { route: 'documents/{id}', path: '/api/documents/7/', params: { id: '7' } },
  { route: 'documents/{id}', path: '/api/documents/7/ocr', params: undefined },
  { route: 'documents/{*name}', path: '/api/documents/a//b', params: { name: 'a//b' } },
  { route: 'documents/{*name}', path: '/api/documents/a\nb', params: { name: 'a\nb' } },
  { route: 'documents/{*name}', path: '/api/documents', params: {} },
  { route: 'documents/{*name}', path: '/api/documents/', params: {} },
  { route: 'models/{model}/{n:int?}', path: '/api/models/m/12', params: { model: 'm', n: '12' } },
  { route: 'models/{model}/{n:int?}', path: '/api/models/m', params: { model: 'm' } },
  { route: 'models/{model}/{n:int?}', path: '/api/models/m/x', params: undefined },
  { route: 'page/{n=1}', path: '/api/page', params: { n: '1' } },
  { route: 'file/{name}.{type:alpha}', path: '/api/file/a.pdf', params: { name: 'a', type: 'pdf' } },
  { route: 'code/{c:length(3)}', path: '/api/code/abcd', params: undefined },
  { route: 'code/{c:regex(^a[0-9]+$)}', path: '/api/code/a12', params: { c: 'a12' } },
])('matches $path with $route: $params', ({ route, path, params }) => {
  expect(compileRoute(route, 'api').match(path)).toEqual(params);
});

it('takes the root with an optional parameter that must be empty', () => {
  expect(compileRoute('{ignored:maxlength(0)?}', '').match('/')).toEqual({});
});

describe('a route that the runtime refuses', () => {
  it.each(['admin/x', 'runtime/webhooks', '/Admin', 'a/{b', 'a/{*b}/c', 'a/{b:nonsense}'])('throws for %s', (route) => {
    expect(() => compileRoute(route, '')).toThrow(/route|braces?|constraint|parameter/i);
  });
});
