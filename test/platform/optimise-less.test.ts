import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { optimiseLess } from '../../src/platform/index.ts';

function flagsFor(v8: string): readonly string[] {
  const flags: string[] = [];
  optimiseLess(v8, (flag) => flags.push(flag));
  return flags;
}

describe('optimising less', () => {
  it('sets a flag that the V8 of this Node knows', () => {
    const [flag = ''] = flagsFor(process.versions.v8);
    const script = `require('node:v8').setFlagsFromString(${JSON.stringify(flag)})`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect({ flag, status, stderr }).toEqual({
      flag: expect.stringMatching(/^--[\w-]+=\d+$/),
      status: 0,
      stderr: '',
    });
  });

  it('leaves a V8 alone that nobody has looked at', () => {
    expect(flagsFor('99.1.2')).toEqual([]);
  });
});
