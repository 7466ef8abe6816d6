/** What a step tells the agent in a line of its output. */
export type LoggingCommand =
  | {
      readonly kind: 'set-variable';
      readonly name: string;
      readonly value: string;
      readonly isOutput: boolean;
      readonly isSecret: boolean;
    }
  | { readonly kind: 'issue'; readonly type: 'error' | 'warning'; readonly message: string }
  | {
      readonly kind: 'complete';
      readonly result: 'Succeeded' | 'SucceededWithIssues' | 'Failed';
      readonly message: string;
    };

/**
 * Reads `##vso[area.action name=value;…]message`.
 *
 * @returns undefined for a line that is for people.
 * @throws Error that names a command which the rehearsal does not know.
 */
export function readLoggingCommand(line: string): LoggingCommand | undefined {
  const [, action = '', rest = '', message = ''] = /^##vso\[([\w.]+)\s*([^\]]*)\](.*)$/.exec(line) ?? [];
  if (action === '') return undefined;
  const properties = new Map(
    rest
      .split(';')
      .map((pair) => [
        pair.slice(0, pair.indexOf('=')).trim().toLowerCase(),
        unescaped(pair.slice(pair.indexOf('=') + 1)),
      ]),
  );
  const isTrue = (name: string) => properties.get(name)?.toLowerCase() === 'true';
  switch (action.toLowerCase()) {
    case 'task.setvariable': {
      const name = properties.get('variable');
      if (name === undefined || name === '') throw new Error(`${line}: which variable?`);
      return {
        kind: 'set-variable',
        name,
        value: unescaped(message),
        isOutput: isTrue('isoutput'),
        isSecret: isTrue('issecret'),
      };
    }
    case 'task.logissue':
      return {
        kind: 'issue',
        type: properties.get('type') === 'warning' ? 'warning' : 'error',
        message: unescaped(message),
      };
    case 'task.complete': {
      const result = properties.get('result');
      if (result !== 'Succeeded' && result !== 'SucceededWithIssues' && result !== 'Failed')
        throw new Error(`${line}: a result is Succeeded, SucceededWithIssues or Failed`);
      return { kind: 'complete', result, message: unescaped(message) };
    }
    default:
      throw new Error(`${action} is not a logging command that the rehearsal knows`);
  }
}

/** Source: learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands, "Formatting commands". */
const unescaped = (text: string) =>
  text
    .replaceAll('%3B', ';')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%5D', ']')
    .replaceAll('%AZP25', '%');
