import { describe, expect, it } from 'vitest';
import { findSinks } from '../../../src/scan/resolve/index.ts';
import { frontEnds, shippedCatalog } from './project-in-folder.ts';

const catalog = shippedCatalog();

async function sinksIn(files: Readonly<Record<string, string>>): Promise<number> {
  const python = (await frontEnds()).find(({ language }) => language === 'python');
  const modules = Object.entries(files).flatMap(([file, text]) => {
    const ir = python?.lower(file, text);
    return ir === undefined || 'unreadable' in ir ? [] : [ir];
  });
  const locate = (_: string, specifier: string): string | undefined =>
    modules.find(({ file }) => file === `${specifier}.py`)?.file;
  return findSinks({ modules, locate }, catalog).length;
}

const CREATE = 'OpenAI().responses.create';
const GIVEN = '(model="gpt-5", input="")';

describe('a call by a name that is in no path is found where the name holds an AI call', () => {
  const ways: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a variable': { 'a.py': `from openai import OpenAI\ninquire = ${CREATE}\ninquire${GIVEN}\n` },
    'a variable of another file': {
      'held.py': `from openai import OpenAI\ninquire = ${CREATE}\n`,
      'use.py': `from held import inquire\ninquire${GIVEN}\n`,
    },
    'a variable that is renamed on import': {
      'held.py': `from openai import OpenAI\ninquire = ${CREATE}\n`,
      'use.py': `from held import inquire as question\nquestion${GIVEN}\n`,
    },
    'a variable of a module': {
      'held.py': `from openai import OpenAI\ninquire = ${CREATE}\n`,
      'use.py': `import held\nheld.inquire${GIVEN}\n`,
    },
    'a field': {
      'a.py': `from openai import OpenAI\nclass Box:\n    def __init__(self):\n        self.inquire = ${CREATE}\nBox().inquire${GIVEN}\n`,
    },
    'a property': {
      'a.py': `from openai import OpenAI\nclass Box:\n    @property\n    def inquire(self):\n        return ${CREATE}\nBox().inquire${GIVEN}\n`,
    },
    'an entry': {
      'a.py': `from openai import OpenAI\nbox = {"inquire": ${CREATE}}\nbox["inquire"]${GIVEN}\n`,
    },
    'a function with some arguments bound': {
      'a.py': `from functools import partial\nfrom openai import OpenAI\nclass Box:\n    inquire = partial(${CREATE}, model="gpt-5")\nBox().inquire(input="")\n`,
    },
    'a parameter': {
      'a.py': `from openai import OpenAI\ndef run(inquire):\n    inquire${GIVEN}\nrun(${CREATE})\n`,
    },
    'one of more fields than there are calls': {
      'a.py':
        `from openai import OpenAI\nclass Box:\n    def __init__(self):\n        self.inquire = ${CREATE}\nBox().inquire${GIVEN}\n` +
        [1, 2, 3].map((at) => `class Other${at}:\n    inquire = ${at}\n`).join(''),
    },
  };
  for (const [way, files] of Object.entries(ways)) {
    it(way, async () => {
      expect(await sinksIn(files)).toBe(1);
    });
  }

  it('but not where it holds something else', async () => {
    const text = `from openai import OpenAI\nclass Box:\n    def __init__(self):\n        self.inquire = OpenAI()\nBox().inquire${GIVEN}\n`;
    expect(await sinksIn({ 'a.py': text })).toBe(0);
  });
});
