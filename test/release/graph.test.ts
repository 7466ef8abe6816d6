import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { graphPage } from '../../src/release/graph/graph-page.ts';
import { readBlock, writeBlock } from '../../src/release/graph/marked-block.ts';
import { checkPipelines } from '../../src/release/pipeline/checks/check-pipelines.ts';
import { repositoryFacts } from '../../src/release/pipeline/checks/repository-facts.ts';
import { projectOptions } from './pipeline/a-project.ts';
import { projectFiles } from './pipeline/project-files.ts';

const root = join(import.meta.dirname, '../..');

describe('what runs when', () => {
  it('is in docs/release.md as pipelines/ says it now', () => {
    const options = repositoryFacts(root);
    const { pipelines } = checkPipelines(options);

    const block = readBlock(readFileSync(join(root, 'docs/release.md'), 'utf8'));

    expect(block?.text).toBe(graphPage(pipelines, options.devops));
  });

  it('shows stages, who is asked before one of them, and what follows a failure', () => {
    const options = projectOptions(projectFiles);

    const lines = graphPage(checkPipelines(options).pipelines, options.devops).split('\n');

    expect(lines).toEqual(
      expect.arrayContaining([
        '`pipelines/ci.yml`: starts when there is a push to main that changes src.',
        '`pipelines/release.yml`: starts when ci succeeds on any branch.',
        '  candidate --> live_approval',
        '  live_approval -->|yes| live',
        '  live -.-> clean',
        '  live_approval -.->|no| clean',
        '   - Steps: _prepare_ → record-approval → deploy-code --app live → deploy-events → smoke --app live → finish',
        '- _prepare_ (`pipelines/prepare.yml`): checkout self → Download → Verify',
        '2. **Live** (`live`): when Candidate succeeded.',
        '   - Approved by 1 of people, not who started the run; rejected after 24 h',
      ]),
    );
  });

  it('goes into the marked block of a page and leaves the rest', () => {
    const page = writeBlock('# Release\n', 'one');

    const changed = writeBlock(`${page}\nAfter.\n`, 'two\nlines');

    expect(readBlock(page)).toEqual({ line: 3, text: 'one' });
    expect(readBlock(changed)?.text).toBe('two\nlines');
    expect(changed).toMatch(/^# Release\n[^]*After\.\n$/);
    expect(readBlock('# no block')).toBeUndefined();
  });
});
