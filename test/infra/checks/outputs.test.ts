import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputProblems } from '../../../src/infra/lint/outputs.ts';
import { planTemplate } from '../../../src/infra/plan/plan.ts';

const root = path.resolve(import.meta.dirname, '../../..');

describe('outputs', () => {
  const files = (outputs: string) => ({
    'infra/main.bicep': `module part 'part.bicep' = {\n  name: 'part'\n}\noutput liveAppName string = part.outputs.name\n`,
    'infra/part.bicep': outputs,
  });
  const problems = (all: Readonly<Record<string, string>>) =>
    outputProblems(Object.keys(all), (file) => all[file] ?? '').map(
      ({ file, line, code }) => `${file}:${String(line)}:${code}`,
    );

  it('of a module are read by a file that uses it', () => {
    const found = problems(files("output name string = 'a'\noutput other string = 'b'\n"));

    expect(found.filter((one) => one.startsWith('infra/part'))).toEqual(['infra/part.bicep:2:unread-output']);
  });

  it('of main.bicep are there for whoever reads them', () => {
    expect(problems(files("output name string = 'a'\n"))).toContain('infra/main.bicep:1:missing-output');
  });

  it('that the steps of the release ask for are among those of main.bicep', () => {
    const steps = readFileSync(path.join(root, 'src/release/steps/platform.ts'), 'utf8');
    const [, asked = ''] = /const Outputs = z\.object\(\{([^}]*)\}\)/.exec(steps) ?? [];
    const names = [...asked.matchAll(/(\w+):/g)].map(([, name = '']) => name);

    const { outputs } = planTemplate({
      template: path.join(root, 'infra/main.bicep'),
      parameters: path.join(root, 'infra/params/dev.bicepparam'),
    });

    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !(name in outputs))).toEqual([]);
  });
});
