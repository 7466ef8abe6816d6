import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeStep } from '../../src/models/rollout.ts';
import { chooseSlot, pinModels, versionIn } from '../../src/models/slot.ts';
import { noon } from '../fixtures/builders.ts';
import { aCanary, aRollout, aShadow } from '../fixtures/rollouts.ts';

const keys = Array.from({ length: 20_000 }, (_, index) => `key-${String(index)}`);

describe('chooseSlot', () => {
  it.each([
    { name: 'without a candidate', rollout: aRollout() },
    { name: 'in shadow', rollout: aRollout({ blue: aShadow() }) },
  ])('sends everybody to green $name', ({ rollout }) => {
    expect(keys.every((key) => chooseSlot(rollout, key) === 'green')).toBe(true);
  });

  it.each([0.01, 0.1, 0.3, 0.5])('sends a share of %d to blue, within three standard deviations', (share) => {
    const rollout = aRollout({ blue: aCanary(share) });

    const blue = keys.filter((key) => chooseSlot(rollout, key) === 'blue').length;

    expect(Math.abs(blue - share * keys.length)).toBeLessThan(3 * Math.sqrt(keys.length * share * (1 - share)));
  });

  it('moves no key from blue to green while the share rises', () => {
    const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.string(), fc.nat(1000), shares, (key, generation, given) => {
        const [first = 0.1, ...rising] = given.sort((a, b) => a - b);
        let rollout = takeStep(
          aRollout({ generation: generation + 1 }),
          'review',
          { action: 'canary', modelVersion: '2.0.0', share: first },
          noon,
        );
        let slot = chooseSlot(rollout, key);
        for (const share of rising) {
          rollout = takeStep(rollout, 'review', { action: 'shift', share }, noon);
          const next = chooseSlot(rollout, key);
          expect([slot, next]).not.toEqual(['blue', 'green']);
          slot = next;
        }
      }),
    );
  });

  it('draws anew for the next generation and for another model', () => {
    const blueOf = (change: object) =>
      keys.filter((key) => chooseSlot(aRollout({ blue: aCanary(0.1), ...change }), key) === 'blue');
    const first = new Set(blueOf({ generation: 1 }));

    for (const other of [blueOf({ generation: 2 }), blueOf({ model: 'other' })]) {
      const both = other.filter((key) => first.has(key)).length;
      expect(both).toBeLessThan(0.02 * keys.length);
    }
  });
});

describe('pinModels', () => {
  it('pins each model in the slot that serves the document', () => {
    const rollouts = [
      aRollout({ model: 'document-type' }),
      aRollout({ model: 'review', blue: aCanary(0.5) }),
      aRollout({ model: 'quiet', blue: aShadow() }),
    ];

    for (const documentId of keys.slice(0, 50)) {
      const pinned = pinModels(rollouts, documentId);

      expect(pinned).toEqual(
        rollouts.map((rollout) => {
          const slot = chooseSlot(rollout, documentId);
          return { model: rollout.model, modelVersion: versionIn(rollout, slot), slot };
        }),
      );
      expect(pinned.map(({ slot }) => slot)).toEqual(['green', expect.any(String), 'green']);
    }
  });

  it('waits until a version of document-type is rolled out', () => {
    expect(() => pinModels([aRollout()], 'a')).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });
});
