/** `path` seen from the folder of `from`: '../x.bicep' beside 'infra/modules/y.bicep' is 'infra/x.bicep'. */
export function beside(from: string, path: string): string {
  const absolute = from.startsWith('/');
  const steps = from
    .split('/')
    .slice(0, -1)
    .filter((step) => step !== '');
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return `${absolute ? '/' : ''}${steps.join('/')}`;
}
