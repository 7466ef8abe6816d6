import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppFiles, imports, startApp } from './an-app.ts';

const http = (name: string) => `app.http('${name}', { handler: () => ({ body: '${name}' }) });\n`;

async function start(files: AppFiles) {
  const app = await startApp(files);
  onTestFinished(() => app.stop());
  return app;
}

const names = (app: Awaited<ReturnType<typeof start>>) =>
  app.host
    .functions()
    .map(({ name }) => name)
    .sort();
const main = (pattern: string, more: object = {}) => ({ 'package.json': { main: pattern, ...more } });
const common = (name: string) => `const { app } = require('@azure/functions'); ${http(name)}`;

describe('the entry', () => {
  it('may be a pattern; dot-files stay out, nested node_modules do not', async () => {
    const app = await start({
      ...main('dist/**/*.js'),
      'dist/one.js': common('one'),
      'dist/sub/two.js': common('two'),
      'dist/.hidden.js': common('hidden'),
      'dist/node_modules/three.js': common('three'),
    });

    expect(names(app)).toEqual(['one', 'three', 'two']);
  });

  it('may be a choice of files or a folder', async () => {
    const files = { 'a/one.js': common('one'), 'a/b/two.js': common('two'), 'c.js': common('c') };

    expect(names(await start({ ...main('{c.js,a/*.js}'), ...files }))).toEqual(['c', 'one']);
    expect(names(await start({ ...main('a'), ...files }))).toEqual(['one', 'two']);
  });

  it('may be CommonJS inside a package of modules, and TypeScript', async () => {
    const app = await start({
      'package.json': `\uFEFF${JSON.stringify({ type: 'module', main: '*.{cjs,ts}' })}`,
      'one.cjs': common('one'),
      'two.ts': `${imports} const name: string = 'two'; app.http(name, { handler: () => ({}) });`,
    });

    expect(names(app)).toEqual(['one', 'two']);
  });

  it('may wait at its top level, and appStart hooks are awaited', async () => {
    const app = await start({
      'index.mjs': `${imports} let ready = false;
await new Promise((go) => setTimeout(go, 20));
app.hook.appStart(async () => { await new Promise((go) => setTimeout(go, 20)); ready = true; });
app.http('late', { handler: () => ({ body: String(ready) }) });`,
    });

    expect(await (await app.fetch('/api/late')).text()).toBe('true');
  });
});

describe('an app that cannot run', () => {
  it.each([
    { what: 'no function', files: { 'index.mjs': imports }, message: /registers no function/ },
    { what: 'a missing entry', files: main('nowhere.js'), message: /nowhere\.js/ },
    { what: 'no entry', files: { 'package.json': {} }, message: /"main"/ },
    { what: 'a syntax error', files: { 'index.mjs': 'const;' }, message: /index\.mjs/ },
    {
      what: 'a throwing entry',
      files: { 'index.mjs': `${imports}${http('one')} throw new Error('on load');` },
      message: /on load/,
    },
    {
      what: 'one name twice',
      files: { 'index.mjs': imports + http('one') + http('one') },
      message: /"one" has already been registered/,
    },
    { what: 'a reserved name', files: { 'index.mjs': imports + http('constructor') }, message: /constructor/ },
    {
      what: 'an entry that exits',
      files: { 'index.mjs': 'process.exit(3);' },
      message: /\(3\) before the app was loaded/,
    },
    {
      what: 'a missing setting',
      files: {
        'index.mjs': `${imports} app.storageQueue('q', { queueName: '%NAME_OF_QUEUE%', connection: 'S', handler: () => {} });`,
      },
      message: /q: '%NAME_OF_QUEUE%'/,
    },
    {
      what: 'a throwing appStart hook',
      files: { 'index.mjs': `${imports}${http('a')} app.hook.appStart(() => { throw new Error('no start'); });` },
      message: /no start/,
    },
  ])('is an error at the start that names it: $what', async ({ files, message }) => {
    await expect(startApp(files as AppFiles)).rejects.toThrow(message);
  });

  it('is an error for a vault reference when no vault is given', async () => {
    const settings = { SECRET: '@Microsoft.KeyVault(SecretUri=https://v/secrets/s)' };

    await expect(startApp({ 'index.mjs': imports + http('a') }, { settings })).rejects.toThrow(
      "SECRET: no vault is given to this host (it was asked for 's')",
    );
  });
});

it('puts single functions in error by name, and the rest runs', async () => {
  const app = await start({
    'index.mjs': `${imports}
app.http('good', { route: 'same', handler: () => ({ body: 'good' }) });
app.http('twin', { route: 'SAME', methods: ['GET'], handler: () => ({}) });
app.http('other', { route: 'same', methods: ['PUT'], handler: () => ({ body: 'other' }) });
app.http('9lives', { handler: () => ({}) });
app.http('taken', { route: 'admin/x', handler: () => ({}) });
app.serviceBusQueue('bus', { queueName: 'q', connection: 'c', handler: () => {} });
app.storageQueue('out', { queueName: 'q', connection: 'c', return: output.storageQueue({ queueName: 'r', connection: 'c' }), handler: () => {} });
app.http('table', { return: output.table({ tableName: 't', connection: 'c' }), handler: () => ({}) });
app.eventHub('hub', { eventHubName: 'h', connection: 'c', handler: () => {} });
app.timer('clock', { schedule: 'often', handler: () => {} });`,
  });

  const errors = Object.fromEntries(app.host.functions().map(({ name, error }) => [name, error]));

  expect(errors).toEqual({
    good: undefined,
    twin: expect.stringContaining('good') as string,
    other: undefined,
    '9lives': expect.stringContaining("'9lives'") as string,
    taken: expect.stringContaining('built in routes') as string,
    bus: expect.stringContaining("'serviceBusTrigger'") as string,
    out: expect.stringContaining("The connection 'c' is not set") as string,
    hub: expect.stringContaining("The connection 'c' is not set") as string,
    table: expect.stringContaining("'table' (out)") as string,
    clock: expect.stringContaining("'often'") as string,
  });
  expect(await (await app.fetch('/api/same')).text()).toBe('good');
  expect(await (await app.fetch('/api/same', { method: 'PUT' })).text()).toBe('other');
  await app.said("The 'bus' function is in error");
});

describe('hooks and logs', () => {
  it('let hooks change inputs, result and error', async () => {
    const app = await start({
      'index.mjs': `${imports}
app.hook.preInvocation((context) => { context.inputs[0] = { text: async () => 'replaced' }; });
app.hook.postInvocation((context) => { if (context.error) { context.error = null; context.result = { body: 'mended' }; } });
app.http('input', { handler: async (request) => ({ body: await request.text() }) });
app.http('fails', { handler: () => { throw new Error('x'); } });`,
    });

    expect(await (await app.fetch('/api/input')).text()).toBe('replaced');
    expect(await (await app.fetch('/api/fails')).text()).toBe('mended');
  });

  it('carry level, function and invocation, and may be changed by a log hook', async () => {
    const app = await start({
      'index.mjs': `${imports}
app.hook.log((context) => { if (context.category === 'user') context.message = context.message.replace('secret', '***'); });
app.http('speaks', { handler: (_, context) => { context.warn('a secret', { n: 1 }); return { body: context.invocationId }; } });`,
    });

    const invocationId = await (await app.fetch('/api/speaks')).text();

    expect(await app.said('a ***')).toEqual({
      level: 'warning',
      category: 'Function.speaks.User',
      functionName: 'speaks',
      invocationId,
      message: 'a *** { n: 1 }',
    });
    expect((await app.said("Executed 'Functions.speaks'")).message).toMatch(
      new RegExp(`^Executed 'Functions\\.speaks' \\(Succeeded, Id=${invocationId}, Duration=\\d+ms\\)$`),
    );
  });

  it('refuse a registration after the start', async () => {
    const app = await start({
      'index.mjs': `${imports} app.http('late', { handler: () => { try { app.http('more', { handler: () => ({}) }); } catch (error) { return { body: error.message }; } } });`,
    });

    expect(await (await app.fetch('/api/late')).text()).toMatch('only be registered during app startup');
  });
});
