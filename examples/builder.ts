import { compilePolicy, decide, policyBuilder } from 'agent-aegis';

const draft = policyBuilder()
  .timezone('Europe/Berlin')
  .defaults({ riskLevel: 'medium', approval: 'approve' })
  .rule('no_deletes')
  .match({ type: ['*delete*', '*drop*'] })
  .risk('critical')
  .block()
  .rule('large_payments')
  .match({ type: 'pay*' })
  .when({ param_gt: { amount: 100 } })
  .risk('high')
  .approve()
  .reason('somebody looks at large payments')
  .never('deletes never run', { match: { type: '*delete*' }, approval: 'auto' });

const built = draft.build();
if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
console.log(decide(compilePolicy(built.value), { type: 'drop_table' }).approval);

console.log(draft.toYaml());

const mistaken = draft.rule('no_deletes').match({ type: 'read|get' }).auto().build();
if (!mistaken.ok) for (const { code, message } of mistaken.error) console.log(code, message);
