import { describe, expect, it } from 'vitest';
import { aCanary } from '../../fixtures/rollouts.ts';
import { aRolloutSystem } from '../../functions/rollout/a-rollout-system.ts';
import { rolloutServer } from '../rollout-server.ts';
import { docscore, jsonLines } from '../run-docscore.ts';

/** The command against the real functions, on stores in memory. */
async function aCommand(system: ReturnType<typeof aRolloutSystem>) {
  const server = await rolloutServer(system);
  return {
    requests: server.requests,
    models: (...args: string[]) =>
      docscore(['models', ...args, '--url', server.url], { env: { DOCSCORE_TOKEN: 'a-token' } }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

describe('docscore models, about rollouts', () => {
  it('takes a candidate from shadow to promotion and back', async () => {
    const system = aRolloutSystem();
    await using command = await aCommand(system);

    const shadow = await command.models('shadow', 'review', '2.0.0', '--yes', '--why', 'trained anew');
    const canary = await command.models('canary', 'review', '--share', '10', '--yes');
    const shift = await command.models('canary', 'review', '--share', '30%', '--yes');
    const refused = await command.models('promote', 'review', '--yes');
    const forced = await command.models('promote', 'review', '--yes', '--force', '--why', 'it must be');
    const back = await command.models('rollback', 'review', '--yes', '--output', 'json');
    const history = await command.models('history', 'review');

    expect(shadow.stdout).toBe('review: green 1.0.0, blue 2.0.0 in shadow (generation 1)\n');
    expect(canary.stdout).toBe('review: green 1.0.0, blue 2.0.0 as canary with 10.0 % (generation 2)\n');
    expect(shift.stdout).toBe('review: green 1.0.0, blue 2.0.0 as canary with 30.0 % (generation 2)\n');
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('promote it by force and say why')]);
    expect(forced.stdout).toBe('review: green 2.0.0 (generation 3)\n');
    expect(jsonLines(back.stdout)).toMatchObject([{ green: { modelVersion: '1.0.0' }, generation: 4 }]);
    const steps = history.stdout.split('\n').flatMap((line) => /^\d\S+ \S+ {2}(.*)$/.exec(line)?.[1] ?? []);
    expect(steps).toEqual(
      ['rollback', 'promote by force', 'shift', 'canary', 'shadow'].map((step) => `${step}  app:release`),
    );
    expect(history.stdout).toContain(': trained anew');
  });

  it('does nothing where there is nobody to ask, unless told so', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.1) } });
    await using command = await aCommand(system);

    const { exitCode, stderr } = await command.models('withdraw', 'review');

    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--yes')]);
    expect(command.requests).toEqual([]);
  });

  it('shows green beside blue, and what the rule says', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.1) } });
    for (let index = 0; index < 60; index++) await system.label('great soup', 'yes', index);
    await using command = await aCommand(system);

    const table = await command.models('compare', 'review');

    const cells = table.stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(cells).toContainEqual(['green 1.0.0', 'blue 2.0.0']);
    expect(cells).toContainEqual(['right of 60', '0.0 %', '100.0 %']);
    expect(table.stdout).toContain('accept: The candidate is better: blue 100 %, green 0 % of 60 labels right');
  });

  it('prints what a version would change of documents that are scored', async () => {
    const system = aRolloutSystem();
    for (const [name, text] of [
      ['good.txt', 'good soup'],
      ['great.txt', 'great soup'],
      ['cold.txt', 'cold soup'],
    ] as const)
      await system.upload(name, text);
    await system.work();
    await using command = await aCommand(system);

    const table = await command.models('replay', 'review', '2.0.0');
    const json = await command.models('replay', 'review', '2.0.0', '--output', 'json', '--since', '1999-01-01');

    expect(table.stdout).toMatch(/^good\.txt +yes +90\.0 % +no +80\.0 %$/m);
    expect(table.stdout).toMatch(/^ {2}no → yes {2}1$/m);
    expect(table.stderr).toBe('3 documents scored again, 2 would change\n');
    expect(jsonLines(json.stdout)).toHaveLength(2);
  });

  it.each([
    { name: 'an unknown model', args: ['compare', 'nobody'], exitCode: 1, says: 'No version of nobody serves' },
    {
      name: 'an unknown version',
      args: ['replay', 'review', '7.7.7'],
      exitCode: 1,
      says: 'no version 7.7.7 of model review',
    },
    {
      name: 'a share of nothing',
      args: ['canary', 'review', '2.0.0', '--share', '0', '--yes'],
      exitCode: 2,
      says: 'percentage',
    },
    {
      name: 'a time that is none',
      args: ['replay', 'review', '2.0.0', '--since', 'monday'],
      exitCode: 2,
      says: '2026-11-01',
    },
  ])('says what is wrong with $name', async ({ args, exitCode, says }) => {
    await using command = await aCommand(aRolloutSystem());

    expect(await command.models(...args)).toMatchObject({ exitCode, stderr: expect.stringContaining(says) as string });
  });
});
