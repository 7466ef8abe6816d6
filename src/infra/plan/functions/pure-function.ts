import type { Item } from '../item.ts';

/** A function of Bicep that looks at its arguments only; what a call leaves out is undefined. */
export type PureFunction = (...args: (Item | undefined)[]) => Item;
