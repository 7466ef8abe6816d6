import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './a-rehearsal.ts';
import { yaml } from './yaml.ts';

const groupCalled = (name: string) => {
  if (name !== 'secrets') throw new Error(`There is no variable group ${name}`);
  return { values: { owner: 'us' }, secrets: { 'release-hook': 'https://hook.example/abc' } };
};

const withSteps = (steps: string) =>
  `pool: { vmImage: ubuntu-24.04 }\nvariables:\n  - group: secrets\nstages:\n  - stage: s\n    jobs:\n      - job: j\n        steps:\n${steps.replaceAll(/^/gm, '          ')}`;

describe('a secret', () => {
  it('reaches a step only where the step maps it; other variables always do', async () => {
    const { logOf } = await rehearseYaml(
      withSteps(yaml`
        - { script: 'echo "$OWNER [$RELEASE_HOOK$RELEASE-HOOK] [$SYSTEM_ACCESSTOKEN]" | tr a-z A-Z', name: unmapped }
        - { script: 'echo "$HOOK $SYSTEM_ACCESSTOKEN" | tr a-z A-Z', name: mapped, env: { HOOK: $(release-hook), SYSTEM_ACCESSTOKEN: $(System.AccessToken) } }
      `),
      { groupCalled },
    );

    expect(logOf('s/j/unmapped')).toBe('US [-HOOK] []');
    expect(logOf('s/j/mapped')).toBe('HTTPS://HOOK.EXAMPLE/ABC TOKEN-OF-THE-BUILD');
  });

  it('that a step makes is hidden from then on, in one line or in two, and kept for later steps', async () => {
    const { records, logOf } = await rehearseYaml(
      withSteps(yaml`
        - { script: 'echo "##vso[task.setvariable variable=made;issecret=true]first line%0Asecond line"', name: make, displayName: Make }
        - { script: 'echo "$MY" && echo "<$MY>" | tr "\\n" "," && echo "[$MADE]"', name: show, env: { MY: $(made) } }
        - { script: 'echo "##vso[task.setvariable variable=pin;issecret=true]123"', name: short }
      `),
      { groupCalled },
    );

    expect(logOf('s/j/show')).toBe('***\n***\n<***,***>,[]');
    expect(logOf('s/j/make')).toBe('made = ***');
    expect(logOf('s/j/short')).toBe('pin = ***');
    expect(JSON.stringify(records)).not.toMatch(/first line|second line/);
  });

  it('of the build is hidden where a step prints it, also on stderr and in an error', async () => {
    const { records, logOf } = await rehearseYaml(
      withSteps(yaml`
        - { script: 'echo "with $(System.AccessToken)" >&2', name: show }
        - { task: Odd@1, name: odd, displayName: Odd, inputs: { a: b } }
        - { script: 'echo "##vso[task.debug]$(System.AccessToken)"', name: told, condition: always() }
      `),
      { groupCalled },
    );

    expect(logOf('s/j/show')).toBe('with ***');
    expect(JSON.stringify(records)).not.toContain('token-of-the-build');
  });

  it('of a group that is not there stops the run', async () => {
    await expect(
      rehearseYaml(withSteps('- { script: echo }').replace('group: secrets', 'group: others'), { groupCalled }),
    ).rejects.toThrow('There is no variable group others');
  });
});
