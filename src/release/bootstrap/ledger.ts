import { differencesOf } from './differences.ts';

/** What became of one thing. `unlisted`: it is there, and the file does not have it; it is left alone. */
export type Outcome = 'made' | 'mended' | 'same' | 'unlisted';

export interface Entry {
  readonly outcome: Outcome;
  /** For instance `environment docscore-prod: approval`. */
  readonly what: string;
  /** What was not as it should be: `settings.minRequiredApprovers was 0, should be 1`. */
  readonly differences: readonly string[];
}

/** One thing that has to be there. */
interface Wish {
  readonly what: string;
  /** What of it counts, in the shape of the service; more in what is found does no harm. */
  readonly wanted: object;
  readonly find: () => Promise<object | undefined>;
  readonly make: () => Promise<object>;
  /** Absent: it cannot be mended by the service; what is found stays and is reported. */
  readonly mend?: (found: object) => Promise<object>;
}

/** Makes what is missing and mends what differs, or only says so. */
export interface Ledger {
  readonly isPlan: boolean;
  readonly entries: readonly Entry[];
  /** @returns What is there now; `undefined` where a plan would make it. */
  ensure(wish: Wish): Promise<object | undefined>;
  note(entry: Entry): void;
}

/** @param hear Is told each entry at once. */
export function openLedger(isPlan: boolean, hear: (entry: Entry) => void): Ledger {
  const entries: Entry[] = [];
  const note = (entry: Entry) => {
    entries.push(entry);
    hear(entry);
  };
  return {
    isPlan,
    entries,
    note,
    async ensure({ what, wanted, find, make, mend }) {
      const found = await find();
      if (!found) {
        const made = isPlan ? undefined : await make();
        note({ outcome: 'made', what, differences: [] });
        return made;
      }
      const differences = differencesOf(wanted, found);
      if (differences.length > 0 && !mend)
        throw new Error(
          `${what} is not as pipelines/azure-devops.json says, and cannot be changed: ${differences.join(', ')}\nRemove it in Azure DevOps, then run this again.`,
        );
      const now = differences.length > 0 && mend && !isPlan ? await mend(found) : found;
      note({ outcome: differences.length > 0 ? 'mended' : 'same', what, differences });
      return now;
    },
  };
}
