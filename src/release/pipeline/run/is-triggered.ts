import type { ExpandedPipeline, IncludeExclude } from '../expanded.ts';

/** A push: to a branch (`main` or `refs/heads/main`), with the paths of the files that it changed. */
export interface Push {
  readonly branch: string;
  readonly changedPaths: readonly string[];
}

/** Whether a push starts a run. With path filters at least one changed file must be inside. */
export function isTriggered(
  { triggers: { push } }: Pick<ExpandedPipeline, 'triggers'>,
  { branch, changedPaths }: Push,
): boolean {
  if (push === 'none') return false;
  if (!selects(push.branches, shortBranch(branch))) return false;
  const { include, exclude } = push.paths;
  return (include.length === 0 && exclude.length === 0) || changedPaths.some((path) => selects(push.paths, path));
}

/** Whether a finished run of another pipeline on this branch starts a run. */
export function isTriggeredBy(
  { resources }: Pick<ExpandedPipeline, 'resources'>,
  finished: { readonly pipeline: string; readonly branch: string },
): boolean {
  return resources.pipelines.some(
    ({ source, trigger }) =>
      source === finished.pipeline && trigger !== 'none' && selects(trigger.branches, shortBranch(finished.branch)),
  );
}

const shortBranch = (branch: string) => branch.replace(/^refs\/heads\//, '');

/** Exclusion wins over inclusion of the same length or shorter, as Azure takes the longest pattern that fits. */
function selects({ include, exclude }: IncludeExclude, name: string): boolean {
  const longest = (patterns: readonly string[]) =>
    Math.max(-1, ...patterns.filter((pattern) => fits(pattern, name)).map((pattern) => pattern.length));
  const [inside, outside] = [include.length === 0 ? 0 : longest(include), longest(exclude)];
  return inside >= 0 && inside > outside;
}

/** `*` stands for anything inside a name, `**` for anything at all, `?` for one letter; a folder for all that is below it. */
function fits(pattern: string, name: string): boolean {
  const clean = shortBranch(pattern).replace(/^\//, '').replace(/\/$/, '');
  if (clean === '' || clean === '*' || clean === '**') return true;
  const source = clean.replaceAll(/\*\*|\*|\?|[^*?]+/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source}(/.*)?$`).test(name);
}
