import type { Stage } from '../../pipeline/expanded.ts';

/** Sizes in px, as everything here. */
export const box = { width: 164, height: 78 };
const gap = { x: 26, y: 20 };
/** Between lines that pass below the boxes. */
const laneHeight = 14;

export interface Placed {
  readonly stage: Stage;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

interface Edge {
  readonly from: Placed;
  readonly to: Placed;
  /** Where it passes below all boxes; undefined: straight to the next column. */
  readonly lane?: number;
}

interface Layout {
  readonly placed: readonly Placed[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly height: number;
}

/** Each stage one column after the last of those that it depends on. @param stages Without cycles: the checks have refused them. */
export function placeStages(stages: readonly Stage[]): Layout {
  const columnOf = (stage: Stage): number =>
    Math.max(0, ...stages.filter(({ name }) => stage.dependsOn.includes(name)).map((before) => columnOf(before) + 1));
  const rows = new Map<number, number>();
  const placed = stages.map((stage): Placed => {
    const column = columnOf(stage);
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { stage, column, x: column * (box.width + gap.x), y: row * (box.height + gap.y) };
  });
  const bottom = Math.max(0, ...placed.map(({ y }) => y)) + box.height;
  let lanes = 0;
  const edges = placed.flatMap((to) =>
    placed
      .filter(({ stage }) => to.stage.dependsOn.includes(stage.name))
      .map((from): Edge => {
        if (to.column - from.column === 1) return { from, to };
        lanes += 1;
        return { from, to, lane: bottom + lanes * laneHeight };
      }),
  );
  return {
    placed,
    edges,
    width: Math.max(0, ...placed.map(({ x }) => x)) + box.width,
    height: bottom + (lanes === 0 ? 0 : (lanes + 1) * laneHeight),
  };
}

/** The `d` of an SVG path. A line that passes below goes down in the gap behind its start, and up in the gap before its end. */
export function edgePath({ from, to, lane }: Edge): string {
  const start = { x: from.x + box.width, y: from.y + box.height / 2 };
  const end = { x: to.x, y: to.y + box.height / 2 };
  if (lane === undefined) {
    const middle = (start.x + end.x) / 2;
    return `M${start.x} ${start.y} C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`;
  }
  const lower = box.height / 4;
  return `M${start.x} ${start.y + lower} h${gap.x / 2} V${lane} H${end.x - gap.x / 2} V${end.y + lower} H${end.x}`;
}
