import { beforeAll, describe, expect, it } from 'vitest';
import type { FrontEnd, Language, ModuleIr } from '../../../src/scan/ir.ts';
import { findSinks, type Sink } from '../../../src/scan/resolve/index.ts';
import { frontEnds, shippedCatalog } from '../resolve/project-in-folder.ts';

const catalog = shippedCatalog();
let ends: readonly FrontEnd[] = [];
beforeAll(async () => {
  ends = await frontEnds();
});

function sinksOf(language: Language, texts: Readonly<Record<string, string>>): readonly Sink[] {
  const end = ends.find((each) => each.language === language);
  const modules = Object.entries(texts).map(([file, text]): ModuleIr => {
    const ir = end?.lower(file, text);
    if (ir === undefined || 'unreadable' in ir || ir.partial) throw new Error(`cannot read\n${text}`);
    return ir;
  });
  const locate = (_: string, specifier: string): string | undefined =>
    Object.keys(texts).find((file) => file.replace(/\.\w+$/, '') === specifier.replace('./', ''));
  return findSinks({ modules, locate }, catalog);
}

/** For each AI call, in order: its state, and by what. */
function judged(language: Language, text: string): readonly string[] {
  return sinksOf(language, { [`desk.${language === 'python' ? 'py' : 'ts'}`]: text }).map(({ governance }) =>
    governance.state === 'governed' || governance.state === 'governed-elsewhere'
      ? `${governance.state} by ${governance.by}`
      : governance.state,
  );
}

const TS_OPENAI = "import OpenAI from 'openai';\nconst openai = new OpenAI();\n";
const TS_HEAD = `import { govern, guard, Runtime } from 'agent-aegis';\n${TS_OPENAI}`;
const PY_HEAD = 'import aegis\nfrom openai import OpenAI\nclient = OpenAI()\n';
const TS_CALL = "openai.responses.create({ model: 'gpt-5', input: 'tides' })";
const PY_CALL = "client.responses.create(model='gpt-5', input='tides')";

describe('Aegis decides before a call in TypeScript', () => {
  it.each([
    ['inside a guarded function', 'guard', `guard(async () => ${TS_CALL});`],
    [
      'inside a helper of a guarded function',
      'guard',
      `guard(() => { const ask = () => ${TS_CALL}; ask(); });`,
    ],
    [
      'in a function that only the guard is given',
      'guard',
      `const ask = () => ${TS_CALL};\nexport const safe = guard(ask);`,
    ],
    ['on a governed client', 'govern', TS_CALL.replace('openai', 'govern(openai)')],
    [
      'inside an action of a runtime',
      'Runtime.execute',
      `new Runtime().execute({ type: 'ask' }, () => ${TS_CALL});`,
    ],
  ])('%s', (_, by, text) => {
    expect(judged('typescript', `${TS_HEAD}${text}`)).toEqual([`governed by ${by}`]);
  });

  it.each([
    ['with a guard of the project', `const guard = <T>(fn: T) => fn;\nguard(() => ${TS_CALL});`, TS_OPENAI],
    [
      'with a guard from another package',
      `import { guard } from 'door-guard';\nguard(() => ${TS_CALL});`,
      TS_OPENAI,
    ],
    [
      'in a function that is also called past the guard',
      `function ask() { return ${TS_CALL}; }\nguard(ask);\nask();`,
      TS_HEAD,
    ],
    ['on the client before it was governed', `const safe = govern(openai);\n${TS_CALL};`, TS_HEAD],
    ['beside a guarded function', `guard(() => 1);\n${TS_CALL};`, TS_HEAD],
    [
      'when a type of Aegis is imported only',
      `import type { guard } from 'agent-aegis';\n${TS_CALL};`,
      TS_OPENAI,
    ],
  ])('not %s', (_, text, head) => {
    expect(judged('typescript', `${head}${text}`)).toEqual(['ungoverned']);
  });
});

describe('Aegis decides before a call in Python', () => {
  it.each([
    ['in a decorated function', 'guard', `@aegis.guard\ndef ask():\n    return ${PY_CALL}`],
    [
      'in a function decorated with options',
      'guard',
      `@aegis.guard(policy='p.yaml')\ndef ask():\n    return ${PY_CALL}`,
    ],
    ['in a governed tool', 'governed_tool', `@aegis.governed_tool\ndef ask():\n    return ${PY_CALL}`],
    ['on a governed client', 'govern', PY_CALL.replace('client', 'aegis.govern(client)')],
    ['after Aegis was told to instrument', 'auto_instrument', `aegis.auto_instrument()\n${PY_CALL}`],
    [
      'inside an action of a runtime',
      'Runtime.execute',
      `aegis.Runtime().execute({'type': 'ask'}, lambda: ${PY_CALL})`,
    ],
  ])('%s', (_, by, text) => {
    expect(judged('python', `${PY_HEAD}${text}\n`)).toEqual([`governed by ${by}`]);
  });

  it.each([
    [
      'with a guard of the project',
      `def guard(fn):\n    return fn\n@guard\ndef ask():\n    return ${PY_CALL}`,
    ],
    [
      'with a guard from another package',
      `from door import guard\n@guard\ndef ask():\n    return ${PY_CALL}`,
    ],
    ['on the client before it was governed', `safe = aegis.govern(client)\n${PY_CALL}`],
    ['before Aegis is told to instrument', `${PY_CALL}\naegis.auto_instrument()`],
  ])('not %s', (_, text) => {
    expect(judged('python', `${PY_HEAD}${text}\n`)).toEqual(['ungoverned']);
  });

  it('not with a module of the project that is named as Aegis', () => {
    const sinks = sinksOf('python', {
      'aegis.py': 'def guard(fn):\n    return fn\n',
      'desk.py': `${PY_HEAD}@aegis.guard\ndef ask():\n    return ${PY_CALL}\n`,
    });
    expect(sinks.map(({ governance }) => governance.state)).toEqual(['ungoverned']);
  });
});

describe("a framework's own gate", () => {
  it.each([
    ['an empty list', '[]'],
    ['`false`', 'false'],
    ['`undefined`', 'undefined'],
  ])('is none when its option is %s', (_, value) => {
    const text = `import { generateText, tool } from 'ai';
const refund = tool({ needsApproval: ${value} });
generateText({ model: 'openai/gpt-5', prompt: 'refund', tools: { refund } });`;
    expect(judged('typescript', text)).toEqual(['ungoverned']);
  });

  it('is none when its list is empty', () => {
    const text = `from langchain.agents import create_agent
create_agent('openai:gpt-5', tools=[], middleware=[]).invoke({'messages': []})\n`;
    expect(judged('python', text)).toEqual(['ungoverned']);
  });

  it('is pointed out where its option stands, also in another file', () => {
    const tools = "import { tool } from 'ai';\nexport const refund = tool({ needsApproval: true });\n";
    const [sink] = sinksOf('typescript', {
      'tools.ts': tools,
      'desk.ts': `import { generateText } from 'ai';
import { refund } from './tools';
generateText({ model: 'openai/gpt-5', prompt: 'refund', tools: { refund } });`,
    });
    expect(sink?.governance).toEqual({
      state: 'governed-elsewhere',
      by: '`needsApproval` of the AI SDK',
      at: { file: 'tools.ts', start: tools.indexOf('true'), end: tools.indexOf('true') + 'true'.length },
    });
  });
});

describe('the gates that the help of a call names', () => {
  const gatesOf = (language: Language, text: string): readonly (readonly string[])[] =>
    sinksOf(language, { [`desk.${language === 'python' ? 'py' : 'ts'}`]: text }).map(({ gates }) => gates);

  it('are those that can hold back calls of its kind', () => {
    const agents = [
      'from langchain.agents import create_agent',
      'from langchain_openai import ChatOpenAI, OpenAIEmbeddings',
      "ChatOpenAI().invoke('tides')",
      "OpenAIEmbeddings().embed_query('tides')",
      "create_agent('gpt-5', []).invoke({})",
    ];
    const middleware = ['`HumanInTheLoopMiddleware` of LangChain', '`PIIMiddleware` of LangChain'];
    expect(gatesOf('python', agents.join('\n'))).toEqual([
      [],
      [],
      [...middleware, '`interrupt_on` of Deep Agents'],
    ]);
  });

  it('are named once, in however many places they can stand', () => {
    const run = "import { Agent, run } from '@openai/agents';\nrun(new Agent({ name: 'desk' }), 'tides');";
    expect(gatesOf('typescript', run)).toEqual([
      [
        '`inputGuardrails` of the OpenAI Agents SDK',
        '`needsApproval` of the OpenAI Agents SDK',
        '`@openai/guardrails`',
      ],
    ]);
  });
});
