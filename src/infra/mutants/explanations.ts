/** What a survivor of that kind usually is, for whoever reads it: the difference of the plans beside it says whether it is so. */
const explanations: Readonly<Record<string, string>> = {
  'removed-argument': 'an argument of guid() less: the name only has to be unique, and still is',
  'changed-text': 'a label that nothing else refers to: any text is right',
  'too-long-name': 'a label inside a resource whose limit Azure does not document',
  'removed-item': 'one of several things that no rule demands',
  'removed-property': "Azure's default takes its place",
  'flipped-boolean': 'a decision that no rule makes',
  'changed-number': 'a decision that no rule makes, within what Azure takes',
  'weakened-value': 'a decision that no rule makes',
  'swapped-branches': 'a branch that no environment takes, or a decision that no rule makes',
  'other-name': 'another value of the same type: no rule says which',
};

export const explanationOf = (kind: string): string =>
  explanations[kind.replace('parameter-file ', '')] ?? 'a gap: a rule is missing';
