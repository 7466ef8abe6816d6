import { describe, expect, it } from 'vitest';
import { edgePath, placeStages } from '../../../src/release/rehearsal/page/graph-layout.ts';
import { stageGraph } from '../../../src/release/rehearsal/page/stage-graph.ts';
import { expandFiles } from '../pipeline/expand-files.ts';
import { yaml } from './yaml.ts';

const expanded = expandFiles({
  'a.yml': yaml`
    pool: { vmImage: ubuntu-24.04 }
    stages:
      - { stage: a, displayName: A name that is far too long for two lines of a box, dependsOn: [], jobs: [{ job: j, steps: [{ script: x }] }] }
      - { stage: b, dependsOn: a, jobs: [{ job: j, steps: [{ script: x }] }] }
      - { stage: c, dependsOn: a, jobs: [{ job: j, steps: [{ script: x }] }] }
      - { stage: d, displayName: <d>, dependsOn: [a, b], jobs: [{ job: j, steps: [{ script: x }] }] }
  `,
});
if (!expanded.pipeline) throw new Error('a.yml cannot be read');
const { pipeline } = expanded;

describe('the graph of stages', () => {
  it('has each stage one column after the last that it depends on, and none upon another', () => {
    const { placed } = placeStages(pipeline.stages);

    expect(placed.map(({ stage, column }) => [stage.name, column])).toEqual([
      ...[
        ['a', 0],
        ['b', 1],
        ['c', 1],
        ['d', 2],
      ],
    ]);
    expect(new Set(placed.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
  });

  it('leads lines over more than a column below all boxes', () => {
    const { edges, height, placed } = placeStages(pipeline.stages);

    const bottom = Math.max(...placed.map(({ y }) => y));
    const long = edges.filter(({ from, to }) => from.stage.name === 'a' && to.stage.name === 'd');
    expect(edges.map(({ lane }) => lane !== undefined).sort()).toEqual([false, false, false, true]);
    expect(long).toHaveLength(1);
    for (const edge of long) {
      expect(edge.lane).toBeGreaterThan(bottom);
      expect(edge.lane).toBeLessThan(height);
      expect(edgePath(edge)).toContain(`V${edge.lane}`);
    }
  });

  it('shows each stage with its title, sign and word', () => {
    const record = { kind: 'stage', state: 'completed' } as const;
    const { html } = stageGraph(pipeline, [
      ...(['a', 'b', 'c'] as const).map((name) => ({
        ...record,
        id: name,
        name,
        title: name,
        result: 'Succeeded' as const,
      })),
      { ...record, id: 'd', name: 'd', title: 'd', result: 'Skipped' },
    ]);

    expect(html).toContain('&lt;d&gt;');
    expect(html).toMatch(/A name that is far<.*…<\/text>/);
    expect([...html.matchAll(/✓/g)]).toHaveLength(3);
    expect(html).toMatch(/class="box off"[^✓]*–<\/text>\s*<text[^>]*>Skipped/);
  });
});
