import { describe, expect, it } from 'vitest';
import { moments, planBlows, targets } from './blows.ts';
import { isReadable, planUploads } from './uploads.ts';

describe('the plan of npm run kills', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(planUploads(7, 50)).toEqual(planUploads(7, 50));
    expect(planBlows(7, 20, 60)).toEqual(planBlows(7, 20, 60));
    expect(planUploads(8, 50)).not.toEqual(planUploads(7, 50));
    expect(planBlows(8, 20, 60)).not.toEqual(planBlows(7, 20, 60));
  });

  it('kills every target at every moment', () => {
    const blows = planBlows(1, 60, 350);
    const kills = [...blows.values()]
      .flat()
      .flatMap(({ moment, deed }) => (deed.kind === 'kill' ? [[moment, deed.target]] : []));

    expect(kills).toHaveLength(60);
    expect(new Set(kills.map(String)).size).toBe(moments.length * targets.length);
  });

  it('has documents of all kinds, the same bytes under two names, and names with two versions', () => {
    const uploads = planUploads(1, 300);
    const kinds = new Set(uploads.map(({ content }) => content.kind));

    expect(new Set(uploads.map(({ name }) => name)).size).toBe(300);
    expect([...kinds].sort()).toEqual(['archive', 'cut-pdf', 'empty', 'pdf', 'picture', 'text']);
    expect(uploads.filter(({ revision }) => revision === 2)).toHaveLength(50);
    const names = Map.groupBy(
      uploads.filter(({ content }) => isReadable(content)),
      ({ content }) => content.mark,
    );
    expect([...names.values()].filter((same) => same.length > 1).length).toBeGreaterThan(10);
  });

  it('begins the second version of a name after the first', () => {
    const uploads = planUploads(3, 100);
    const revisions = Map.groupBy(uploads, ({ name }) => name);

    for (const same of revisions.values())
      expect(same.map(({ revision }) => revision)).toEqual(same.map((_, at) => at + 1));
  });
});
