import { describe, expect, it } from 'vitest';
import { openLocks } from '../../../src/release/rehearsal/locks.ts';
import { aLock, rehearseYaml } from './a-rehearsal.ts';
import { yaml } from './yaml.ts';

const release = yaml`
  pool: { vmImage: ubuntu-24.04 }
  stages:
    - stage: prod
      jobs:
        - deployment: release
          environment: prod
          strategy:
            runOnce:
              deploy:
                steps:
                  - { script: echo begun && sleep 3600, name: endless }
                  - { script: echo never, name: usual }
                  - { script: echo evidence, name: report, condition: always() }
    - stage: celebrate
      jobs: [{ job: j, steps: [{ script: echo never }] }]
    - stage: mail
      dependsOn: prod
      condition: succeededOrFailed()
      jobs: [{ job: j, steps: [{ script: echo never }] }]
    - stage: withdraw
      dependsOn: prod
      condition: and(always(), ne(dependencies.prod.result, 'Succeeded'))
      jobs:
        - job: j
          condition: always()
          steps: [{ script: echo withdrawn, name: leave }, { script: echo told, name: tell }]
    - stage: careless
      dependsOn: prod
      condition: always()
      jobs: [{ job: j, steps: [{ script: echo never }] }]
`;

describe('a cancelled run', () => {
  it('ends the step that runs; only what says always() comes after, and runs whole', async () => {
    const cancel = new AbortController();

    const { results, at, logOf } = await rehearseYaml(release, {
      signal: cancel.signal,
      listener: { printed: (_record, line) => line === 'begun' && cancel.abort() },
    });

    expect(results).toEqual({
      ...{ prod: 'Canceled', celebrate: 'Canceled', mail: 'Skipped', withdraw: 'Succeeded', careless: 'Canceled' },
    });
    // A job without a condition asks for succeeded(), which does not hold any more.
    expect(at('careless/j')).toMatchObject({ result: 'Canceled', note: 'the run was cancelled' });
    expect(at('prod/release/endless').result).toBe('Canceled');
    expect(at('prod/release/usual').result).toBe('Skipped');
    expect(logOf('prod/release/report')).toBe('evidence');
    expect([logOf('withdraw/j/leave'), logOf('withdraw/j/tell')]).toEqual(['withdrawn', 'told']);
  });

  it('does not wait for a lock any more, and leaves it to the next', async () => {
    const cancel = new AbortController();
    const locks = openLocks();
    const giveBack = await locks.take('prod');

    const { results, at } = await rehearseYaml(release, {
      ...{ signal: cancel.signal, lock: aLock(locks) },
      listener: { changed: ({ name, state }) => name === 'lock' && state === 'waiting' && cancel.abort() },
    });
    giveBack();

    expect(results['prod']).toBe('Canceled');
    expect(at('prod/lock')).toMatchObject({ result: 'Canceled', note: 'the run was cancelled' });
    expect(results['withdraw']).toBe('Succeeded');
    await expect(locks.take('prod')).resolves.toBeTypeOf('function');
  });
});

describe('an exclusive lock', () => {
  it('lets one run into the environment at a time', async () => {
    const locks = openLocks();
    const said: string[] = [];
    const deploy = (name: string) =>
      yaml`
      pool: { vmImage: ubuntu-24.04 }
      jobs:
        - deployment: d
          environment: prod
          strategy: { runOnce: { deploy: { steps: [{ script: echo in }, { script: echo out }] } } }
    `.replaceAll('echo ', `echo ${name} `);
    const listener = { printed: ({ kind }: { kind: string }, line: string) => kind === 'step' && said.push(line) };

    await Promise.all(['one', 'other'].map((name) => rehearseYaml(deploy(name), { lock: aLock(locks), listener })));

    const scripts = said.filter((line) => /^one|^other/.test(line));
    const [first, second] = scripts[0] === 'one in' ? ['one', 'other'] : ['other', 'one'];
    expect(scripts.map((line) => line.split(' ')[0])).toEqual([first, first, second, second]);
    expect(scripts.map((line) => line.split(' ')[1])).toEqual(['in', 'out', 'in', 'out']);
  });
});
