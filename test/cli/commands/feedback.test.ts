import { describe, expect, it } from 'vitest';
import { aDetail } from '../documents.ts';
import { feedbackServer } from '../feedback-server.ts';
import { docscore, jsonLines } from '../run-docscore.ts';

const document = aDetail({ name: 'receipt.jpg' });
const serve = () => feedbackServer(document);

const talk = ({ url, key, token }: Awaited<ReturnType<typeof serve>>, ...args: readonly string[]) =>
  docscore([...args, '--url', url], { env: { DOCSCORE_KEY: key, DOCSCORE_TOKEN: token } });

describe('what people say of predictions', () => {
  it('`docscore correct` says the first, and names what it replaces when it says the next', async () => {
    await using server = await serve();

    const first = await talk(server, 'correct', 'receipt.jpg', 'document-type', 'invoice', '--note', 'It says so');
    const next = await talk(server, 'correct', document.documentId, 'document-type', 'receipt', '-o', 'json');

    expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/invoice .*was receipt/) as string });
    expect(jsonLines(next.stdout)).toMatchObject([{ label: 'receipt', documentId: document.documentId }]);
    expect(server.requests.filter(({ asked }) => asked.startsWith('PUT'))).toMatchObject([
      { match: '*', body: { label: 'invoice', note: 'It says so' } },
      { match: '"v.1"', body: { label: 'receipt' } },
    ]);
  });

  it.each([
    { args: ['correct', 'receipt.jpg', 'document-type', 'echo'], exitCode: 1, says: 'echo is no label' },
    {
      args: ['correct', 'receipt.jpg', 'nobody', 'receipt'],
      exitCode: 1,
      says: 'There is not a prediction of model nobody',
    },
    { args: ['correct', 'nowhere.jpg', 'document-type', 'receipt'], exitCode: 1, says: 'There is no document' },
    { args: ['feedback', 'request:two:0', '--correct'], exitCode: 1, says: 'There is not a prediction request:two:0' },
    { args: ['feedback', 'request:one:0'], exitCode: 2, says: '--correct' },
    {
      args: ['feedback', 'request:one:0', '--correct', '--label', 'invoice'],
      exitCode: 2,
      says: 'cannot be used with',
    },
  ])('`docscore $args` ends with $exitCode and says why', async ({ args, exitCode, says }) => {
    await using server = await serve();

    const ended = await talk(server, ...args);

    expect([ended.exitCode, ended.stderr]).toEqual([exitCode, expect.stringContaining(says)]);
  });

  it('`docscore feedback` confirms a prediction, or names the right label', async () => {
    await using server = await serve();

    const confirmed = await talk(server, 'feedback', 'request:one:0', '--correct');
    const wrong = await talk(server, 'feedback', 'request:one:0', '--label', 'invoice');

    expect(confirmed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/receipt .*as predicted/) as string });
    expect(wrong).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/invoice .*not receipt/) as string });
    expect(server.requests.map(({ body }) => body)).toEqual([
      { predictionId: 'request:one:0', correct: true },
      { predictionId: 'request:one:0', label: 'invoice' },
    ]);
  });

  it('`docscore corrections` gives every page, one row a line for training or a table for people', async () => {
    await using server = await serve();

    const [json, table] = [
      await talk(server, 'corrections', 'document-type', '--output', 'json'),
      await talk(server, 'corrections', 'document-type'),
    ];

    expect(jsonLines(json.stdout)).toMatchObject([
      { id: 'a'.repeat(26), row: { text: 'of a' }, label: 'receipt' },
      { id: 'b'.repeat(26), row: { text: 'of b' }, label: 'invoice' },
    ]);
    expect(table.stdout).toMatch(/right .*predicted[^]*receipt .*receipt[^]*invoice .*receipt/);
  });
});
