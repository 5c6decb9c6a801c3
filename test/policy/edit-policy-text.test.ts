import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../src/base/index.ts';
import { APPROVALS, type Invariant, type Policy } from '../../src/model/index.ts';
import { edited, editPolicyText, loadPolicy, readDocument, type PolicyEdit } from '../../src/policy/index.ts';

const INSERTED = {
  name: 'ask_about_harm',
  match: { type: ['*{drop,wipe}*', '{,*[!a-z]}rm{,[!a-z]*}'], target: ['*'], agent: ['*'] },
  conditions: { param_exists: { amount: true }, param_lt: { amount: 0 } },
  riskLevel: 'high',
  approval: 'approve',
} as const;

function change(text: string, edit: PolicyEdit, file = 'policy.yaml'): string {
  const changed = editPolicyText(file, text, edit);
  if (!changed.ok) throw new Error(changed.error);
  return changed.value;
}

function policyIn(text: string): Policy {
  const document = readDocument('policy.yaml', new TextEncoder().encode(text));
  const loaded = document.ok ? loadPolicy(document.value) : document;
  if (!loaded.ok) throw new Error(`${JSON.stringify(loaded.error)}\n${text}`);
  return loaded.value.policy;
}

/** What a policy says, whatever its text and however rules without a name are counted. */
function meaning({ hash: _, rules, ...rest }: Policy): string {
  const unnamed = rules.map((rule) => ({ ...rule, name: rule.name.replace(/^rule_\d+$/, '') }));
  return canonicalJson({ ...rest, rules: unnamed } as unknown as Json);
}

const DESK = `# the desk
version: "1"
# who answers
defaults: { risk_level: low, approval: auto } # for now

rules:
  # nothing is lost
  - name: no_deletes # never
    match: { type: 'delete' }
    approval: block # really

  # looking is free
  - name: reads
    match:
      type:
        - "read*" # files
        - list
    approval: auto
    # the end of reads

  - match: { type: export }
# the end
`;

describe('an edit in the text of a policy', () => {
  it('widens a glob in the quotes it has', () => {
    expect(change(DESK, { kind: 'widen-glob', rule: 0, from: 'delete', to: '*delete*' })).toBe(
      DESK.replace("'delete'", "'*delete*'"),
    );
    expect(change(DESK, { kind: 'widen-glob', rule: 1, from: 'read*', to: '*read*' })).toContain(
      '- "*read*" # files',
    );
    expect(change(DESK, { kind: 'widen-glob', rule: 1, from: 'list', to: '*list*' })).toContain(
      "- '*list*'\n",
    );
  });

  it('changes an approval, or adds one that is not there', () => {
    expect(change(DESK, { kind: 'set-approval', rule: 1, approval: 'approve' })).toContain(
      'approval: approve\n    # the end of reads',
    );
    expect(change(DESK, { kind: 'set-approval', rule: 2, approval: 'block' })).toContain(
      '- match: { type: export }\n    approval: block\n# the end',
    );
  });

  it('changes the defaults, or writes them behind the version', () => {
    expect(change(DESK, { kind: 'set-default', approval: 'approve' })).toContain(
      'defaults: { risk_level: low, approval: approve } # for now',
    );
    const bare = 'version: "1" # one\nrules:\n  - match: { type: read }\n';
    expect(change(bare, { kind: 'set-default', approval: 'block' })).toBe(
      'version: "1" # one\ndefaults: { approval: block }\nrules:\n  - match: { type: read }\n',
    );
  });

  it('puts a rule before another and its comments, like those around it', () => {
    expect(change(DESK, { kind: 'insert-rule', before: 1, rule: INSERTED }))
      .toContain(`    approval: block # really

  - name: ask_about_harm
    match: { type: ['*{drop,wipe}*', '{,*[!a-z]}rm{,[!a-z]*}'] }
    conditions: { param_exists: { amount: true }, param_lt: { amount: 0 } }
    risk_level: high
    approval: approve

  # looking is free
  - name: reads
`);
  });

  it('moves a rule up with its comments', () => {
    expect(change(DESK, { kind: 'move-rule', rule: 1, before: 0 })).toContain(`rules:
  # looking is free
  - name: reads
    match:
      type:
        - "read*" # files
        - list
    approval: auto
    # the end of reads

  # nothing is lost
  - name: no_deletes # never
`);
  });

  it('writes JSON into JSON', () => {
    const json = '{"version": "1", "rules": [{"match": {"type": "read"}, "approval": "auto"}]}';
    for (const edit of [
      { kind: 'insert-rule', before: 0, rule: INSERTED },
      { kind: 'set-default', approval: 'block' },
      { kind: 'widen-glob', rule: 0, from: 'read', to: '*read*' },
      { kind: 'set-approval', rule: 0, approval: 'block' },
    ] satisfies PolicyEdit[])
      expect(() => JSON.parse(change(json, edit, 'policy.json')) as unknown).not.toThrow();
  });

  it('refuses where the glob belongs to several rules by an alias', () => {
    const shared = `version: "1"
rules:
  - match: { type: &harm delete }
    approval: block
  - match: { type: *harm, target: crm }
    approval: block
`;
    const edit: PolicyEdit = { kind: 'widen-glob', rule: 1, from: 'delete', to: '*delete*' };
    expect(editPolicyText('policy.yaml', shared, edit)).toMatchObject({ ok: false });
  });

  it('means what the edit of the policy means and keeps every comment, whatever the layout', () => {
    fc.assert(
      fc.property(texts, edits, (text, draw) => {
        const policy = policyIn(text);
        const edit = draw(policy);
        const changed = editPolicyText('policy.yaml', text, edit);
        if (!changed.ok) throw new Error(`${changed.error}\n${text}\n${JSON.stringify(edit)}`);
        expect(meaning(policyIn(changed.value))).toBe(meaning(edited(policy, edit)));
        expect(commentsIn(changed.value)).toEqual(commentsIn(text));
      }),
      { numRuns: 200 },
    );
  });
});

function commentsIn(text: string): readonly string[] {
  return (text.match(/# c\d+/g) ?? []).sort();
}

interface RuleLayout {
  readonly isNamed: boolean;
  readonly isFlow: boolean;
  readonly isListed: boolean;
  readonly quote: string;
  readonly approval: string | undefined;
  readonly above: boolean;
  readonly beside: boolean;
  readonly below: boolean;
  readonly blank: boolean;
}

const layout: fc.Arbitrary<RuleLayout> = fc.record({
  isNamed: fc.boolean(),
  isFlow: fc.boolean(),
  isListed: fc.boolean(),
  quote: fc.constantFrom('"', "'", ''),
  approval: fc.option(fc.constantFrom(...APPROVALS), { nil: undefined }),
  above: fc.boolean(),
  beside: fc.boolean(),
  below: fc.boolean(),
  blank: fc.boolean(),
});

/** Policies of one to four rules as people lay them out. */
const texts = fc
  .tuple(
    fc.array(layout, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', 'defaults: { approval: auto } # c90\n', 'defaults:\n  risk_level: low # c91\n'),
    fc.constantFrom('', '  ', '    '),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([rules, defaults, indent, lineBreak, isWrapped, endsInBreak]) => {
    const bare = `version: "1" # c92\n${defaults}rules: # c93\n${rules.map((rule, i) => ruleText(rule, i, indent)).join('')}`;
    const text = isWrapped ? `policy:\n${bare.replaceAll(/^(?=.)/gm, '  ')}` : bare;
    return (endsInBreak ? text : text.trimEnd()).replaceAll('\n', lineBreak);
  });

function ruleText(layoutOf: RuleLayout, index: number, indent: string): string {
  const { isNamed, isFlow, isListed, quote, approval, above, beside, below, blank } = layoutOf;
  const glob = `${quote}word${index}${quote}`;
  const type = isListed ? `[${glob}, other]` : glob;
  const comment = (place: number): string => ` # c${index}${place}`;
  const head = `${blank && index > 0 ? '\n' : ''}${above ? `${indent}${comment(1).trim()}\n` : ''}${indent}- `;
  if (isFlow) {
    const name = isNamed ? `name: r${index}, ` : '';
    const end = approval === undefined ? '' : `, approval: ${approval}`;
    return `${head}{ ${name}match: { type: ${type} }${end} }${beside ? comment(2) : ''}\n`;
  }
  const keys = [
    ...(isNamed ? [`name: r${index}`] : []),
    `match: { type: ${type} }${beside ? comment(2) : ''}`,
    ...(approval === undefined ? [] : [`approval: ${approval}`]),
    ...(below ? [comment(3).trim()] : []),
  ];
  return `${head}${keys.join(`\n${indent}  `)}\n`;
}

const NEVER = {
  name: 'no harm: never',
  tags: [],
  region: {
    match: { type: ['*drop*'], target: ['*'], agent: ['*'] },
    conditions: { param_gt: { amount: 5 } },
  },
  except: [{ match: { type: ['*'], target: ['stage'], agent: ['*'] } }],
  claim: { kind: 'never', approval: ['auto', 'approve'] },
} satisfies Invariant;

const edits = fc
  .record({
    kind: fc.constantFrom(
      'widen-glob',
      'insert-rule',
      'add-invariant',
      'set-approval',
      'set-default',
      'move-rule',
    ),
    place: fc.nat(),
    other: fc.nat(),
    approval: fc.constantFrom(...APPROVALS),
  })
  .map(({ kind, place, other, approval }) => ({ rules }: Policy): PolicyEdit => {
    const rule = place % rules.length;
    switch (kind) {
      case 'widen-glob':
        return { kind, rule, from: `word${rule}`, to: `*word${rule}*` };
      case 'insert-rule':
        return {
          kind,
          before: place % (rules.length + 1),
          rule: INSERTED,
          ...(other % 2 === 0 ? {} : { comment: `where it came from: "${other}"` }),
        };
      case 'add-invariant':
        return { kind, invariant: NEVER };
      case 'set-approval':
        return { kind, rule, approval };
      case 'set-default':
        return { kind, approval };
      default:
        return rule === 0
          ? { kind: 'set-default', approval }
          : { kind: 'move-rule', rule, before: other % rule };
    }
  });
