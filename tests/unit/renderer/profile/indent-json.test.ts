import { expect, it } from 'vitest';
import { indentJson } from '../../../../renderer/profile/indent-json';

it('changes only white space', () => {
  expect(indentJson('{"a":12345678901234567890,"a":[1, {"b":"c d"}],"e":{}}')).toBe(
    '{\n  "a": 12345678901234567890,\n  "a": [\n    1,\n    {\n      "b": "c d"\n    }\n  ],\n  "e": {}\n}',
  );
});

it('indents 100,000 values in linear time', () => {
  const begun = performance.now();
  const text = indentJson(JSON.stringify(Array(100_000).fill(0)));
  expect(text.split('\n')).toHaveLength(100_002);
  // A copy of the text per edit would take about a minute.
  expect(performance.now() - begun).toBeLessThan(5_000);
});
