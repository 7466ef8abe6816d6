import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { imports, startApp } from '../an-app.ts';

it('loads the app anew when a source changes, and keeps the old one while the new one cannot be loaded', async () => {
  const source = (answer: string) => `${imports} app.http('answer', { handler: () => ({ body: '${answer}' }) });`;
  const files = { 'package.json': { type: 'module', main: 'src/main.ts' }, 'src/main.ts': source('one') };
  const app = await startApp(files, { watch: true });
  onTestFinished(() => app.stop());
  const file = path.join(app.folder, 'src/main.ts');
  const answer = async () => (await app.fetch('/api/answer')).text();

  writeFileSync(file, `${source('two')} app.http('more', { handler: () => ({}) });`);
  await app.said('main.ts changed: loading the app anew');
  await app.said('The changed app is running');
  expect([await answer(), (await app.fetch('/api/more')).status]).toEqual(['two', 200]);

  writeFileSync(file, 'this is not a program');
  await app.said('the one before goes on');
  expect(await answer()).toBe('two');
});
