import { describe, expect, it } from 'vitest';
import { markup, raw } from '../../../src/release/rehearsal/page/html.ts';
import { logOf } from '../../../src/release/rehearsal/page/log.ts';

describe('markup', () => {
  it('escapes what could end a text or an attribute', () => {
    expect(markup`<a title="${`"'&<x>`}">${'</a>'}</a>`.html).toBe(
      '<a title="&quot;&#39;&amp;&lt;x&gt;">&lt;/a&gt;</a>',
    );
  });

  it('takes markup as it is, lists one after the other, and nothing for what is not there', () => {
    expect(markup`${[markup`<b>${1}</b>`, raw('<hr>'), ['&']]}${undefined}`.html).toBe('<b>1</b><hr>&amp;');
  });
});

describe('a log on the page', () => {
  it('has no colours of a terminal, and marks errors and warnings', () => {
    expect(logOf(['\u001B[31mred\u001B[39m', '##[warning]careful', 'no ##[error]']).html).toBe(
      '<pre tabindex="0">red\n<span class="warning">##[warning]careful</span>\nno ##[error]\n</pre>',
    );
  });

  it('that is very long has its end only, and says so', () => {
    const lines = Array.from({ length: 2_003 }, (_, index) => `line ${index};`);

    const { html } = logOf(lines);

    expect(html).toContain('… 3 lines before these are in log.txt\nline 3;\n');
    expect(html).not.toContain('line 2;');
    expect(html).toContain('line 2002;');
  });
});
