import { describe, expect, it } from 'vitest';
import { type LoggingCommand, readLoggingCommand } from '../../../src/release/rehearsal/logging-commands.ts';

const plain = { isOutput: false, isSecret: false };

describe('a logging command', () => {
  it.each<[string, LoggingCommand | undefined]>([
    ['plain text', undefined],
    ['  ##vso[task.complete result=Failed]', undefined],
    ['##[warning]only a colour', undefined],
    ['##vso[task.setvariable variable=x]1=2', { kind: 'set-variable', name: 'x', value: '1=2', ...plain }],
    ['##vso[task.setvariable variable=a.b;]', { kind: 'set-variable', name: 'a.b', value: '', ...plain }],
    [
      '##vso[task.setvariable variable=x;isOutput=true;issecret=TRUE]v',
      { kind: 'set-variable', name: 'x', value: 'v', isOutput: true, isSecret: true },
    ],
    [
      '##vso[task.setvariable variable=a%3Bb%5D]x%0Ay%AZP25',
      { kind: 'set-variable', name: 'a;b]', value: 'x\ny%', ...plain },
    ],
    ['##vso[task.logissue type=warning;code=7]Full', { kind: 'issue', type: 'warning', message: 'Full' }],
    ['##vso[task.logissue type=error]Bad', { kind: 'issue', type: 'error', message: 'Bad' }],
    ['##vso[task.complete result=Failed;]Why', { kind: 'complete', result: 'Failed', message: 'Why' }],
  ])('%s', (line, command) => {
    expect(readLoggingCommand(line)).toEqual(command);
  });

  it.each([
    ['##vso[task.uploadfile]/x', 'task.uploadfile is not a logging command that the rehearsal knows'],
    ['##vso[artifact.upload artifactname=x]y', 'artifact.upload is not'],
    ['##vso[task.setvariable isOutput=true]x', 'which variable?'],
    ['##vso[task.complete result=Perfect]', 'a result is Succeeded, SucceededWithIssues or Failed'],
  ])('%s is refused by name', (line, words) => {
    expect(() => readLoggingCommand(line)).toThrow(words);
  });
});
